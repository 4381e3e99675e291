use super::*;
use crate::command::Key;

fn told(text: &str) -> Vec<(usize, usize, String)> {
    let (_, complaints) = read(text);
    let place = |complaint: &Complaint| complaint.at.unwrap();
    complaints.iter().map(|c| (place(c).0, place(c).1, c.en.clone())).collect()
}

#[test]
fn settings_are_read_and_the_rest_is_built_in() {
    let (config, complaints) = read(
        "version = 1\nlanguage = \"fr\"\ntheme = \"dark\"\nmouse = false\ncsv_separator = \"tab\"\n\
         [layout]\nleft = 30\n[source]\npdf = \"a.pdf\"\n[keys]\nnext-lit = [\"b\", \"g n\"]\ninfo = []\n",
    );
    assert_eq!(complaints, []);
    assert_eq!(config.lang(), Some(Lang::Fr));
    assert_eq!(config.theme(), Some("dark"));
    assert!(!config.flag(Name::Mouse) && config.flag(Name::Hints));
    assert_eq!(config.csv_separator(), Some('\t'));
    assert_eq!((config.number(Name::Left), config.number(Name::Statements)), (30, 8));
    assert_eq!(config.pdf(), Some("a.pdf"));
    assert_eq!(config.value(Name::Left).1, Origin::File);
    assert_eq!(config.value(Name::RowStyle), ("pointer", Origin::BuiltIn));
    assert_eq!(config.keymap.keys_of(Command::NextLit).count(), 2);
    assert_eq!(config.keymap.keys_of(Command::Info).count(), 0);
}

#[test]
fn what_is_built_in_suits_its_setting_and_every_setting_can_be_read_back() {
    for setting in SETTINGS {
        if !matches!((setting.key, setting.range), ("theme", _)) {
            assert!(setting.value(setting.built_in).is_some(), "{}", setting.key);
        }
    }
    for lang in [Lang::En, Lang::Fr] {
        let commented = commented(lang);
        let (config, complaints) = read(&commented);
        assert_eq!(complaints, [], "{commented}");
        assert!(config.all().all(|(_, _, origin)| origin == Origin::BuiltIn));
        let bare = commented.replace("# ", "").replace('#', "");
        let lines = bare.lines().filter(|line| line.contains(" = ") || line.starts_with('['));
        let (config, complaints) = read(&lines.collect::<Vec<_>>().join("\n"));
        assert_eq!(complaints, [], "{bare}");
        assert!(config.all().all(|(_, _, origin)| origin == Origin::File), "{bare}");
    }
}

#[test]
fn what_is_not_understood_is_told_with_its_place_and_left_out() {
    let all = told("langauge = \"fr\"\nmouse = \"no\"\n[layout]\n  lefft = 3\nleft = 3\n");
    let expected = [
        (1, 1, "langauge is no setting; did you mean language?"),
        (2, 9, "mouse takes true or false"),
        (4, 3, "lefft is no setting; did you mean left?"),
        (5, 8, "left takes a number from 16 to 200"),
    ];
    assert_eq!(all, expected.map(|(line, column, text)| (line, column, text.to_owned())));
    assert_eq!(told("zzzzzzzzz = 1"), [(1, 1, "zzzzzzzzz is no setting".into())]);
    assert_eq!(told("version = 2\n")[0].0, 1);
}

#[test]
fn a_file_that_is_no_toml_sets_nothing() {
    let (config, complaints) = read("mouse = false\ntheme = \n");
    assert!(config.flag(Name::Mouse));
    assert_eq!(complaints.len(), 1);
    assert_eq!(complaints[0].at.unwrap().0, 2, "{complaints:?}");
    let ends = complaints[0].en.ends_with("; nothing of this file is used");
    assert!(ends, "{complaints:?}");
}

#[test]
fn keys_that_clash_are_refused_with_their_place() {
    let text = "[keys]\nnext-lit = [\"n\", \"ctrl-n\"]\nquit = [\"q\", \"esc\"]\n";
    let (config, complaints) = read(text);
    let clash = complaints.iter().find(|complaint| complaint.refused).unwrap();
    assert_eq!(clash.at, Some((2, 18)));
    assert_eq!(clash.en, "next-lit: Ctrl+n already move-down in lists and boxes");
    assert!(!config.keymap.is_changed(Command::Quit), "all keys are as they were");
    let (config, complaints) = read("[keys]\nquit = [\"q\", \"esc\"]\n");
    assert_eq!((complaints.len(), complaints[0].refused), (1, false));
    assert_eq!(complaints[0].at, Some((2, 14)));
    let esc = Key::parse("esc").unwrap();
    assert!(config.keymap.keys_of(Command::Quit).any(|keys| keys == [esc]));
    let told = told("[keys]\nnxt-lit = \"b\"\ninfo = \"hyper-x\"\nfind = 3\n");
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().any(|told| told.2 == "nxt-lit is no setting; did you mean next-lit?"));
}

#[test]
fn variables_win_over_the_file_and_are_told_where_they_make_no_sense() {
    let (mut config, _) = read("theme = \"dark\"\nmouse = true\nascii = true\n");
    let complaints = config.hear(|name| match name {
        "RENVOI_THEME" => Some("light".to_owned()),
        "RENVOI_MOUSE" => Some("0".to_owned()),
        "RENVOI_ASCII" => Some("maybe".to_owned()),
        "RENVOI_LANG" => Some("fr_FR.UTF-8".to_owned()),
        _ => None,
    });
    assert_eq!(config.value(Name::Theme), ("light", Origin::Variable));
    assert!(!config.flag(Name::Mouse) && config.flag(Name::Ascii));
    assert_eq!(complaints.len(), 1);
    assert_eq!(complaints[0].en, "RENVOI_ASCII=maybe is not understood");
}
