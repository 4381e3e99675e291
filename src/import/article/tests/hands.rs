//! Second hand: who said it, and through whom it is told.

use super::said;

/// Holds each text against who says the last of it, and through whom.
fn told(cases: &[(&str, &str, &str)]) {
    for (text, who, via) in cases {
        let found = said(text);
        let last = found.last().map(|last| (last.0.as_str(), last.1.as_str()));
        assert_eq!(last, Some((*who, *via)), "{text} {found:?}");
    }
}

#[test]
fn who_is_cited_by_another_was_heard_through_them() {
    told(&[
        (
            "Selon l’institut Orley, cité par Ada Brun, la baie est trop bruyante.",
            "l’institut Orley",
            "Ada Brun",
        ),
        (
            "According to the Orley Institute, quoted by the economist Ada Brun, the bay is loud.",
            "Orley Institute",
            "Ada Brun",
        ),
        (
            "J’ai noté cette phrase du potier Rémi Berthier, citée par Ada Brun : « La terre ne ment \
             pas à qui la touche » (p. 3).",
            "Rémi Berthier",
            "Ada Brun",
        ),
        (
            "Ada Brun parle la première. Selon l’Agence des eaux du Levant, dont elle cite un relevé, \
             la baie est sale (p. 8).",
            "Agence des eaux du Levant",
            "Ada Brun",
        ),
        (
            "Ada Brun spoke first. According to the Institute of Marine Acoustics, whose guidance she \
             cites, the bay should be quieter (p. 8).",
            "Institute of Marine Acoustics",
            "Ada Brun",
        ),
        // What somebody cites is theirs where they are the one who speaks.
        ("Selon Ada Brun, dont la voix porte loin, la baie est sale.", "Ada Brun", ""),
        (
            "According to Ada Brun, whose boat is the oldest, the bay should be quieter.",
            "Ada Brun",
            "",
        ),
    ]);
}

#[test]
fn what_somebody_has_from_another_is_the_words_of_that_one() {
    told(&[
        (
            "Ada Brun spoke first. She has it from a retired miller, Rémi Berthier, that the wheel \
             froze twice (p. 4).",
            "Rémi Berthier",
            "Ada Brun",
        ),
        (
            "Ada Brun parle la première. Elle tient d’un meunier, Rémi Berthier, que la roue a gelé « \
             deux fois en un mois » (p. 4).",
            "Rémi Berthier",
            "Ada Brun",
        ),
        (
            "Ada Brun parle la première. Elle tient de sa tante, Odile Marchand, une règle qu’elle cite \
             p. 4 : « Qui cuit tard dort peu. »",
            "Odile Marchand",
            "Ada Brun",
        ),
        (
            "Ada Brun recalls there the rule of a carpenter she worked with, Rémi Berthier: “Never \
             hang a door in the rain of March” (p. 5).",
            "Rémi Berthier",
            "Ada Brun",
        ),
        (
            "Ada Brun rappelle là la devise d’un charpentier, Rémi Berthier : « Jamais de porte sous \
             la pluie de mars » (p. 5).",
            "Rémi Berthier",
            "Ada Brun",
        ),
        (
            "You know her neighbour, a retired baker who would not be named, and whom the chair, Ada \
             Brun, quotes at length: “I rise when the others go to bed.”",
            "a retired baker",
            "Ada Brun",
        ),
        (
            "Reste une lavandière que cite Ada Brun : « Le linge disait tout des gens du bourg. »",
            "une lavandière",
            "Ada Brun",
        ),
        (
            "Ada Brun and Rémi Berthier spoke. Yet the same Berthier, Brun recalls, once called the \
             shift “a bet that we win most nights”.",
            "Rémi Berthier",
            "Ada Brun",
        ),
    ]);
    // Who takes after somebody was told nothing by them.
    assert_eq!(said("Ada Brun tient de sa mère ses yeux gris et ses mains."), []);
}

#[test]
fn who_has_no_name_and_told_somebody_is_heard_through_them() {
    told(&[
        (
            "Ada Brun studied who calls. One of them, Odile Marchand, told her: “They planted it the \
             year that I was born” (p. 9).",
            "Odile Marchand",
            "Ada Brun",
        ),
        (
            "Ada Brun dit que tout va. Un de ses élèves, Nino, neuf ans, lui aurait dit qu’il préférait \
             les vaches (p. 9).",
            "Nino",
            "Ada Brun",
        ),
        (
            "Ada Brun said it was late. A nurse who told Brun that her son had slept is quoted twice.",
            "A nurse",
            "Ada Brun",
        ),
        // Who has a name of their own needs nobody.
        ("Ada Brun asked. Rémi Berthier told her that the bridge would hold.", "Rémi Berthier", ""),
    ]);
}

#[test]
fn who_is_told_of_before_a_quotation_is_who_said_it() {
    told(&[
        (
            "Odile Ferrand, paludière, a gardé un mot de son grand-père, Yves Le Goff, qui disait \
             toujours : « le sel se mérite, l’eau se vole » (p. 3).",
            "Yves Le Goff",
            "Odile Ferrand",
        ),
        (
            "Tessa Holm still has a remark by a ferryman, Ned Castle, which is the best in the book: \
             “The tide is never late” (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Odile Ferrand préfère citer sa marraine, Louise Aubert, pour qui « on apprend mieux le \
             ventre plein » (p. 12).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
        (
            "Tessa Holm cites the Danish pilot Ned Castle, who found that “the tide is never late” \
             (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Odile Ferrand se souvient de ce que répétait Louise Aubert : « on apprend mieux le \
             ventre plein » (p. 12).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
        (
            "Tessa Holm gives the last word to Ned Castle: “The tide is never late” (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "« On apprend mieux le ventre plein », aimait à dire Louise Aubert, qu’Odile Ferrand \
             cite volontiers (p. 12).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
        (
            "“The tide is never late,” says a ferryman named Ned Castle, quoted by the pilot Tessa \
             Holm (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Tessa Holm has not forgotten a skipper, Ned Castle, who told her that the tide is never \
             late (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Odile Ferrand raconte sa rencontre avec Louise Aubert, qui lui a confié que le sel ne \
             paie plus (p. 12).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
    ]);
}

#[test]
fn who_answers_another_or_speaks_of_them_speaks() {
    told(&[
        (
            "Tessa Holm rejects the remark of Ned Castle: “The tide is often late” (p. 9).",
            "Tessa Holm",
            "",
        ),
        (
            "Odile Ferrand répond au mot de Louise Aubert : « le sel ne paie plus » (p. 12).",
            "Odile Ferrand",
            "",
        ),
        (
            "Tessa Holm quotes Ned Castle and adds: “The tide is often late” (p. 9).",
            "Tessa Holm",
            "",
        ),
        (
            "Odile Ferrand cite Louise Aubert, puis ajoute : « le sel ne paie plus » (p. 12).",
            "Odile Ferrand",
            "",
        ),
        (
            "Odile Ferrand s’oppose à Louise Aubert, pour qui « on apprend mieux le ventre plein » \
             (p. 12).",
            "Louise Aubert",
            "",
        ),
    ]);
}

#[test]
fn words_that_stand_elsewhere_than_behind_their_speaker_are_passed_on_too() {
    told(&[
        (
            "Tessa Holm remembers her skipper, Ned Castle, saying that “the tide is never late” (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Tessa Holm recalls Ned Castle’s motto: “The tide is never late” (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Tessa Holm credits Ned Castle with the line “the tide is never late” (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "« Le sel se mérite, l’eau se vole » : Odile Ferrand emprunte cette phrase à Louise \
             Aubert (p. 3).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
        (
            "“The tide is never late”: Tessa Holm borrowed the line from Ned Castle (p. 9).",
            "Ned Castle",
            "Tessa Holm",
        ),
        (
            "Odile Ferrand dit « le sel se mérite », avant de citer sa marraine, Louise Aubert : \
             « et l’eau se vole la nuit » (p. 3).",
            "Louise Aubert",
            "Odile Ferrand",
        ),
        (
            "Selon une libraire citée par Odile Ferrand, « le sel ne paie plus son homme » (p. 3).",
            "une libraire",
            "Odile Ferrand",
        ),
    ]);
}
