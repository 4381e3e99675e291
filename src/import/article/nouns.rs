//! What words are: those that begin sentences, those that name things, those that speak.
//!
//! They say what kind of noun stands somewhere; no name of anybody is among them.

/// Words that begin sentences and no names.
const NO_NAMES: &str = "Même Even Le La Les L Un Une Des Du De Je Tu Il Elle On Nous Vous Ils Elles Ce Cet Cette Ces Mon \
     Ma Mes Son Sa Ses Leur Leurs Notre Votre Si Sans Sur Sous Pour Par Dans En Au Aux À A \
     Car Mais Ou Et Donc Or Ni Quand Quant Comme Selon The This That These Those It He She \
     They We You I In At By For From With To Of And But As If When While Some Many One Our \
     Your My His Her Its Their There Here What Why How Who Tous Toutes Puis Ainsi Again Also \
     Then See Voir Cf Chez Avec Lors Hier Après Avant Depuis Pendant Cependant Pourtant \
     Toutefois Enfin Aussi Quelques Plusieurs Certains Certaines Beaucoup Chaque Aucun \
     Aucune Merci Oui Non Yes No Not So Yet Still Even Only Just Now Today Yesterday \
     Tomorrow After Before Since Until Although Though Because Where Whether However \
     Meanwhile Moreover Instead Perhaps Maybe First Second Third Finally Like Unlike Asked \
     Both Each Every Most Such Other Others Another Several Here’s That’s It’s Citant \
     Quoting Personally Bonne Bon Lorsque Parce Puisque Malgré Grâce Dès Entre Vers Contre \
     Parmi Outre Hormis Sauf Via According Reprenant Suivant Rappelant Évoquant Commentant \
     Réponse Answer Reply Définition Definition Intervention Témoignage Discours \
     Mme Mmes Mlle MM Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Interrogé Interrogée Interrogés Following Echoing Recalling Asked Interviewed Commenting";
/// Words that make a run of capitals something else than a person.
const THINGS: &str = "Quotes Quote Notes Note Points Links Thoughts Summary Citations Highlights Takeaways Overview \
     Web Digital Social Media Facebook TikTok Instagram Snapchat Twitter YouTube LinkedIn \
     Google Apple Microsoft Department Bureau Office Center Centre Service Services Agency \
     Agence Institute Institut University Université State States National Federal \
     Government Information Program Programme Data Marketing Retail Week Ministère Direction \
     Group Groupe House Internet Cour Conseil Council School College Selling Commerce Live \
     Report Rapport Summit Land Bank White Company Ministre Minister Director Directeur \
     Directrice Forum Trust Foundation Fondation Association Federation Fédération Union \
     Society Société Museum Musée Library Hospital Board Committee Commission Observatory Observatoire Éditions Editions Presses Press Manager Chief Officer Lead Senior Secretary Associate Dark Wide World The Video Lessons Learned Steps Practices Takeaways Tips \
     Questions Answers Started Needed Ahead Works Working Challenge Challenges Prize Policy \
     Project Projects Study Studies Planning Customer Experience Team Teams Community Event Events \
     Training Access Innovation Technology Technologies Science Research Strategy Analytics Tools \
     Website Websites Newsletter Conclusion Introduction Subject Subjects Topic Topics Pages Chapter Section Background Overview Getting Making \
     Building Using Creating Finding Lab Laboratory Table Contents Inquiry Alliance \
     League Cooperative Confederation Coalition Guild Circle Syndicat";
/// Words of places and meetings, which make no person of a run of capitals either.
const PLACES: &str = "City Town Symposium Conference Estate Garden Gardens Street Valley Park";
/// What somebody is, where a name stands behind it.
const OFFICES: &str = "Fellow Manager Director Officer Chief Analyst Secretary Administrator Specialist Lead \
     Coordinator Advisor Adviser Strategist Editor Scientist Engineer Designer Developer \
     Commissioner Senator Minister Mayor Chair Chairman Chairwoman Leader Head Architect \
     Librarian Curator Researcher Economist Representative Superintendent Councillor Inspector \
     Ministre Directeur Directrice Secrétaire Présidente Sénateur Sénatrice Députée Député";
/// Words within titles of works and headings, and within no name.
const OF_TITLES: &str = "My Our Your His Her Its Their Me You We It And For With To Of In On At Is Are Be Do \
     How What Why When Where Who That This More Out Up Not All";
/// The last word of a role is one of these where a place or a field stands behind it, no name.
const JOINING: &str = "rue avenue place quartier quai boulevard street road estate village ville commune port \
     vallée gare route chemin rive hôtel café de d du des la le les l of the from at in en à au aux for by to chez and";
/// Nouns behind which a name is one of a body or a document.
const BODIES: &str = "institut institute association société entreprise groupe group company ministère \
     ministry agence agency université university école school cabinet fondation foundation \
     parti party syndicat union collectif collective conseil council plateforme platform \
     projet project défi programme program équipe team réseau network journal magazine site \
     report study survey rapport étude enquête baromètre laboratoire lab observatoire observatory \
     fédération federation office chambre chamber bureau centre center comité committee commission \
     union department guild alliance coalition confederation society inquiry circle groupement mouvement académie academy ligue league ordre cour court musée museum banque bank conseil direction";
/// What ends the first noun of what somebody is called.
const JOINS: &str = "de du des of for from at in on with pour qui que that who which à en dans to";
/// Nouns of those who speak: people, groups, bodies, documents.
const SPEAKERS: &str = "friend colleague collègue collègues ami amie voisin voisine maire maires mère père \
     mother father guard nurse judge coach boss patron patronne chef cheffe chief head poète \
     poet prêtre juge avocat avocate médecin élève élèves student pupil source wife husband \
     fille fils son daughter femme femmes homme hommes man woman men women person personne \
     people gens kid child children enfant enfants député députée députés élu élue élus \
     élues secrétaire secretary délégué déléguée adjoint adjointe responsable porte-parole \
     commissaire ministre bénévole bénévoles témoin witness guest host hôte invité invitée \
     membre membres member members client cliente clients parent parents retraité retraitée \
     salarié salariée salariés artisan expert experte experts author authors auteur auteure \
     autrice architecte analyst analysts spokesman spokeswoman spokesperson spokespeople \
     official officials panel jury équipe équipes team teams group groupe company committee \
     comité commission agency agence gouvernement government ministère ministry \
     administration department board council conseil institut institute association \
     associations syndicat syndicats union unions collectif fondation foundation entreprise \
     société mairie université university laboratoire fédération federation cabinet journal \
     newspaper magazine report reports study studies survey surveys paper rapport rapports \
     étude études enquête enquêtes sondage sondages baromètre poll critics critic dirigeant \
     mentor mentors usagers usager citoyens citoyen citoyenne autre another other others \
     webmaster eig designer pair pairs peer peers chair chairman chairwoman curator staff \
     crew players groupement mouvement préfecture prefecture tribunal court police parquet justice rectorat \
     interviewee interviewees employee employees hôpital hospital métropole département région region ville city town county village \
     commune opérateur banque bank parlement parliament assemblée assembly sénat senate \
     trust charity museum musée bibliothèque library observatoire observatory chambre \
     chamber office club église church armée army navy academy académie lectrice reader \
     lecteurs lectrices readers abonné abonnée abonnés subscriber riverain riveraine riverains \
     locataire locataires tenant tenants representative representatives page website site blog \
     guide release statement memo document article post notice letter communiqué fiche note \
     billet courrier inquiry enquiry mission coalition alliance league ligue guild guilde \
     confédération confederation coopérative cooperative cahier taskforce rectorat mairies \
     interrogés interrogées sondés sondées enquêtés branch section antenne délégation delegation \
     delegate delegates attendee attendees apprentice cook clerk pilot neighbour neighbor heir \
     aunt uncle oncle tante grandmother grandfather grand-mère grand-père niece nephew nièce neveu \
     voice voix source sources cousin cousine monk nun moine soldat inspection gérant gérante libraire bibliothécaire notaire apprenti apprentie étudiante étudiant adjointes";
/// What a person who was named is called where they are spoken of again.
const AGAIN: &str = "élu élue auteur auteure autrice author historien historienne historian chercheur \
     chercheuse researcher sociologue sociologist économiste economist philosophe philosopher \
     écrivain écrivaine writer romancier romancière novelist avocat avocate lawyer ministre \
     président présidente president directeur directrice director chairman chairwoman chair leader \
     secrétaire secretary minister maire mayor député députée dirigeant dirigeante intéressé intéressée essayiste \
     essayist géographe geographer politologue scientifique scientist councillor senator";
/// What stands before the words of a question or an answer.
const LABELS: &str = "Q R A Question Questions Réponse Réponses Answer Answers";
/// How nouns end of those who do something.
const ENDS: &str = "eur euse trice ier ière iste ien ienne logue ist ian man woman ant ante er or ident \
     idente ologist graphe nome iatre";
/// Given names that end as callings do.
const GIVEN: &str = "Peter Pieter Walter Wouter Roger Oliver Olivier Xavier Javier Didier Gauthier Gautier \
     Alexander Sander Christopher Jennifer Amber Heather Esther Hester Ester Jasper Casper Kasper \
     Luther Homer Rainer Werner Gunter Günter Gunther Günther Dieter Skyler Tyler Taylor Hunter Carter \
     Cooper Parker Spencer Chester Lester Foster Sumner Ryder Summer Ginger Alistair Xander Gaultier \
     Fulcher Archer Asher Victor Hector Viktor Igor Nestor Trevor Connor Conor Eleanor Elinor Leonor \
     Aliénor Theodor Teodor Tudor Gregor Melchior Junior Senior Windsor Brian Christian Adrian Julian \
     Vivian Fabian Sebastian Damian Dorian Lilian Lillian Marian Florian Cyprian Octavian Gillian \
     Jillian Maximilian Kilian Killian Cillian Valerian Cassian Norman Herman Roman Osman Usman \
     Othman Truman Sherman Coleman Lyman Arman Salman Soliman Suleiman Rahman Baptiste Évariste \
     Evariste Calliste Bess Tess Ines Jess Inness Agnès Agness Cress Christer Krister Günder";
/// What a document is called in brackets: `(Actes, p. 9)`.
const DOCUMENTS: &str = "actes rapport report proceedings cahier livre book study étude enquête document \
     ouvrage volume annexe appendix annex recueil catalogue catalog essai essay";
/// Nouns that end so and name things.
const NO_SPEAKERS: &str = "number numbers figure chapter letter letters indicateur facteur ordinateur papier \
     quartier dossier valeur couleur premier dernier important suivant intérieur extérieur \
     secteur factor sector computer human quant calendrier courrier chantier sentier panier loyer métier matière lumière rivière \
     frontière barrière manière carrière chaleur peur erreur moteur capteur compteur escalier water river winter summer \
     power border weather shelter";

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a word with a capital begins sentences and is no name.
pub(super) fn begins(word: &str) -> bool {
    holds(NO_NAMES, word)
}

/// Whether a word says what somebody is whose name may stand behind it.
pub(super) fn is_office(word: &str) -> bool {
    /// How offices and callings end in English, and names do not.
    const ENDS: [&str; 13] = [
        "ologist",
        "ographer",
        "vator",
        "surer",
        "archivist",
        "torian",
        "urator",
        "essor",
        "ysicist",
        "emist",
        "eterinarian",
        "ributor",
        "rganiser",
    ];
    holds(OFFICES, word) || ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether a word that begins a sentence says how it is that somebody does what follows.
pub(super) fn is_adverb(word: &str) -> bool {
    const ENDS: [&str; 12] = [
        "ement", "amment", "emment", "iment", "ately", "ully", "ingly", "tely", "ckily", "ously",
        "cally", "adly",
    ];
    word.chars().count() > 4 && ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether a noun has a capital behind its article, and another one that it is of: `la Conférence des
/// métiers`.
pub(super) fn is_proper(name: &str) -> bool {
    const ARTICLES: [&str; 8] = ["the ", "The ", "la ", "La ", "le ", "Le ", "l’", "L’"];
    let name = name.replace('\'', "’");
    let bare = ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or_default();
    let of = [" of ", " for ", " de ", " des ", " du ", " d’"];
    bare.starts_with(char::is_uppercase) && of.iter().any(|of| bare.contains(of))
}

/// Whether a word that begins a sentence says what somebody is whose whole name stands behind it.
pub(super) fn is_calling(word: &str) -> bool {
    const ENDS: [&str; 12] = [
        "er", "or", "ist", "ian", "man", "woman", "ess", "grapher", "iste", "logue", "keeper",
        "person",
    ];
    word.chars().count() > 4 && ENDS.iter().any(|end| word.ends_with(end)) && !holds(GIVEN, word)
}

/// Whether a word means a work or a part of one.
pub(super) fn is_of_book(word: &str) -> bool {
    const PARTS: &str = "introduction préface preface foreword chapitre chapter page pages section annexe \
         appendix essai essay contribution article texte text encadré index sommaire conclusion";
    holds(PARTS, &word.to_lowercase()) || is_document(word)
}

/// Whether a word means the document that an article is about, and no author.
pub(super) fn is_document(word: &str) -> bool {
    holds(DOCUMENTS, &word.to_lowercase())
}

/// Whether a word within a run of capitals makes it a title.
pub(super) fn is_of_titles(word: &str) -> bool {
    holds(OF_TITLES, word)
}

/// Whether a word makes a run of capitals something else than a person.
pub(super) fn is_thing(word: &str) -> bool {
    holds(THINGS, word)
}

/// Whether a word makes a run of capitals a place or a meeting.
pub(super) fn is_place(word: &str) -> bool {
    holds(PLACES, word)
}

/// Whether a place or a field stands behind a word, and no name.
pub(super) fn joins(word: &str) -> bool {
    holds(JOINING, word)
}

/// Whether a name behind a noun is that of a body or a document.
pub(super) fn is_body(word: &str) -> bool {
    holds(BODIES, word)
}

/// Whether words say again, with an article alone, what somebody is who was named before.
pub(super) fn means_again(name: &str) -> bool {
    let lower = name.to_lowercase();
    let articles = ["the ", "le ", "la ", "l’", "l'"];
    articles.iter().find_map(|article| lower.strip_prefix(article)).is_some_and(|noun| {
        let mut words = noun.split(' ');
        let head = words.next().unwrap_or_default();
        let of = ["de", "du", "des", "of"];
        let tail = words.next().is_none_or(|of_what| {
            of.contains(&of_what) || of_what.starts_with("d’") || of_what.starts_with("d'")
        });
        tail && holds(AGAIN, head)
    })
}

/// Whether a word stands before a question or an answer and names nobody.
pub(super) fn is_label(word: &str) -> bool {
    holds(LABELS, word.trim_end_matches('.'))
}

/// Whether what an unnamed speaker is called can speak: a person, a group, a body, a document.
pub(super) fn speaks(name: &str) -> bool {
    may_speak(name, does)
}

/// Whether a noun that nothing is said to say means somebody: a baker, but no border.
pub(super) fn is_somebody(name: &str) -> bool {
    may_speak(name, is_calling_alone)
}

/// Whether a noun means somebody whatever stands beside it.
fn is_calling_alone(word: &str) -> bool {
    const ENDS: &str = "euse trice iste ienne logue ologist woman iatre nome keeper maker worker grower teacher \
         farmer driver writer owner manager officer researcher designer developer gardener baker lawyer grapher \
         seller buyer player trainer reporter trader reader user fisher singer painter visitor doctor actor director \
         author editor tutor mayor inspector chercheur éleveur chauffeur agriculteur directeur pêcheur vendeur \
         entrepreneur ingénieur professeur docteur danseur chanteur réalisateur animateur éducateur formateur ouvrier \
         ouvrière fermier policier pompier boulanger enseignant habitant étudiant commerçant meunier meunière fermière infirmier infirmière policière pâtissier \
         pâtissière cuisinier cuisinière caissière couturière romancier romancière conseiller conseillère berger \
         bergère jardinier jardinière";
    let single = word.strip_suffix('s').unwrap_or(word);
    ENDS.split_ascii_whitespace().any(|end| single.ends_with(end))
}

fn may_speak(name: &str, does: fn(&str) -> bool) -> bool {
    let whole = name.to_lowercase();
    let lower = counted(&whole);
    let articles = [
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "l",
        "one",
        "our",
        "nos",
        "certains",
        "certaines",
        "plusieurs",
        "many",
        "some",
        "several",
        "most",
        "beaucoup",
    ];
    let words = lower.split([' ', '’', '\'']).skip_while(|word| articles.contains(word));
    if ["l’un d", "l'un d", "l’une d", "l'une d", "one of them"]
        .iter()
        .any(|one| whole.starts_with(one))
    {
        return true;
    }
    let head: Vec<&str> = words.take_while(|word| !holds(JOINS, word)).collect();
    // `des réponses surprenantes`: how things are, behind what they are.
    let french = FRENCH_SEVERAL.iter().any(|several| lower.starts_with(several));
    let quality = |at: usize, word: &str| {
        let word = word.strip_suffix('s').unwrap_or(word);
        french && at > 0 && (word.ends_with("ant") || word.ends_with("ante"))
    };
    let mut head = head.iter().enumerate();
    let known = |word: &str| {
        holds(SPEAKERS, word) || word.strip_suffix('s').is_some_and(|one| holds(SPEAKERS, one))
    };
    head.any(|(at, word)| known(word) || (does(word) && !quality(at, word)))
}

/// What several are called in French without their number.
const FRENCH_SEVERAL: [&str; 4] = ["les ", "des ", "certains ", "certaines "];

/// Who is counted, without how many of them: `our guests` of `one of our guests`.
fn counted(words: &str) -> &str {
    const MEASURES: &str = "number majority handful group couple dozen minority one two three few most \
         many some several plupart majorité dizaine poignée partie nombre minorité groupe plusieurs \
         certains certaines l’un l’une l'un l'une";
    let of = [" of ", " de ", " des ", " d’", " d'"];
    let Some((at, of)) = of.iter().filter_map(|of| Some((words.find(of)?, of.len()))).min() else {
        return words;
    };
    let measure = words[..at].rsplit(' ').next().unwrap_or_default();
    if holds(MEASURES, measure) { &words[at + of..] } else { words }
}

/// The one person, without a name, whom a sentence begins with: `A man in Minneapolis`, `L’une des
/// bénévoles`.
pub(super) fn first_noun(sentence: &str) -> Option<&str> {
    const FIRST: [&str; 10] =
        ["A", "An", "One", "Another", "Un", "Une", "L’un", "L’une", "L'un", "L'une"];
    const AT: [&str; 8] = ["in", "from", "of", "at", "de", "du", "à", "d"];
    let mut words = sentence.split(' ');
    if !words.next().is_some_and(|first| FIRST.contains(&first)) {
        return None;
    }
    let end = |word: &str| word.as_ptr() as usize - sentence.as_ptr() as usize + word.len();
    let noun = words.by_ref().take(MOST_BEFORE_NOUN).find(|word| {
        let bare = word.trim_end_matches(',');
        let single = bare.strip_suffix('s').unwrap_or(bare);
        holds(PERSONS, single) || PERSON_ENDS.iter().any(|ends| single.ends_with(ends))
    })?;
    let name = &sentence[..end(noun)];
    if name.ends_with(',') {
        return Some(name.trim_end_matches(','));
    }
    let place = words.next().filter(|join| AT.contains(join)).and_then(|_| {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        words.take_while(capital).last()
    });
    Some(place.map_or(name, |last| sentence[..end(last)].trim_end_matches([',', '.'])))
}

/// The most words between an article and a noun.
const MOST_BEFORE_NOUN: usize = 4;
/// Nouns of single persons, and how some end.
const PERSONS: &str = "man woman person student nurse resident parent mother father interviewee employee \
     participant attendee homme femme personne étudiant étudiante élève mère père habitant habitante \
     infirmière infirmier teacher farmer worker mentor expert driver officer manager baker doctor visitor owner user \
     customer client volunteer neighbour neighbor enseignant enseignante agent agente usager lecteur \
     lectrice directeur directrice agriculteur agricultrice ouvrier ouvrière boulanger boulangère retraité \
     retraitée bénévole voisin voisine reader member membre patient patiente citizen citoyen citoyenne";
const PERSON_ENDS: [&str; 8] =
    ["woman", "ologist", "ienne", "iste", "ologue", "euse", "keeper", "grapher"];

/// Whether a noun ends as those of people do who do something.
fn does(word: &str) -> bool {
    let single = word.strip_suffix('s').unwrap_or(word);
    single.chars().count() > 3
        && !holds(NO_SPEAKERS, single)
        && ENDS.split_ascii_whitespace().any(|end| single.ends_with(end))
}

/// Whether words for several name people, not things: `les chasseurs`, `some`, no `les chiffres`.
pub(super) fn is_people(words: &str) -> bool {
    const BARE: &str = "certains certaines d’autres d'autres many some others other several";
    let lower = words.to_lowercase();
    let mut parts = lower.split(' ');
    let first = parts.next().unwrap_or_default();
    // `Two pages on, she insists`
    if lower.split(' ').any(|word| word == "pages") {
        return false;
    }
    // Behind `les` a word in `er` is what is done to them.
    let french = ["les", "des"].contains(&first);
    match parts.next() {
        None => holds(BARE, first) || (first.ends_with('s') && speaks(first)),
        Some(second) => !(french && second.ends_with("er")) && speaks(words),
    }
}
