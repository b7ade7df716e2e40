//! Findings of the stage `analysis`.
//!
//! A1xx targets and their corrections, A2xx parity of official text and translation.

super::rules! {
    VALUE_MISSING = "A101", Warning;
        title: "缺少数值" / "Value missing";
        why: "文中说明了指标，却没有数值，可能在录入时丢失。" / "The text announces a value and gives none; it may have been lost on the way.";
        mend: "请对照原件补上；原件如此的，用 notes 引用这几个字加以说明。" / "Check it against the source; where the source has none, declare it by a note that quotes these words.";
        example: "基础研究经费占全社会研发投入比重达。";
    CORRECTION_UNREADABLE = "A111", Error;
        title: "指标修正文件有误" / "Correction of targets cannot be read";
        why: "修正文件里有不认识的键或写错的值，修正不能生效。" / "The file holds an unknown key or a wrong value, so the correction has no effect.";
        mend: "请按 docs/targets.md 改正。" / "Write it as docs/targets.md shows.";
        example: "[[correct]]\nsection = \"5\"\ntext = \"90家以上\"\ncomparator = \"≥\"";
    CORRECTION_WITHOUT_PLACE = "A112", Error;
        title: "指标修正找不到对象" / "Correction of a target matches nothing";
        why: "正文改动后，这条修正引用的文字已不在该条目中。" / "The words it quotes are no longer those of a target in the section.";
        mend: "请改为现在的文字，或删去这条修正。" / "Make the words those of the text, or remove the correction.";
        example: "[[drop]]\nsection = \"5\"\ntext = \"80家以上\"\nreason = { zh = \"…\", en = \"…\" }";
    QUANTITY_UNTRANSLATED = "A201", Warning, strict;
        title: "译文缺少数量" / "Quantity missing in the translation";
        why: "正文的每个数量在译文中都应有对应。" / "Every quantity of the official text must have its counterpart in the translation.";
        mend: "请在译文中补上；有意不译的，用引用这几个字的 notes 说明。" / "Add it to the translation; where it is left out on purpose, say so by a note that quotes it.";
        example: "新增高新技术企业90家以上 / add high-tech enterprises";
    QUANTITY_DIFFERS = "A202", Warning, strict;
        title: "译文数量不同" / "Quantity differs in the translation";
        why: "数值、单位、比较词或范围与正文不同。" / "Its value, unit, comparator or range is not that of the official text.";
        mend: "请改正译文；有意不同的，用引用这几个字的 notes 说明。" / "Correct the translation; where it differs on purpose, say so by a note that quotes it.";
        example: "90家以上 / about 90 enterprises";
    QUANTITY_ADDED = "A203", Warning, strict;
        title: "译文多出数量" / "Quantity that only the translation has";
        why: "正文中没有这个数。" / "The official text does not hold this number.";
        mend: "请删去或改正；有意补充的，用引用这几个字的 notes 说明。" / "Remove or correct it; where it is added on purpose, say so by a note that quotes it.";
        example: "新增一批企业 / add 30 enterprises";
    NUMBER_UNTRANSLATED = "A204", Warning, strict;
        title: "译文缺少数字" / "Number missing in the translation";
        why: "正文中的年份、届次、名称里的数字，译文中也应出现。" / "Years, ordinals and numbers in names must stand in the translation too.";
        mend: "请核对译文；有意不译的，用引用这几个字的 notes 说明。" / "Check the translation; where it is left out on purpose, say so by a note that quotes it.";
        example: "行动计划(2023—2025年) / action plan (2023–2026)";
    TERM_UNTRANSLATED = "A211", Warning;
        title: "术语译法不一致" / "Approved rendering of a term missing";
        why: "术语表里的词在译文中应采用所定译法，以便检索和对照。" / "A term of the glossary should be rendered as approved, so that readers can search and compare.";
        mend: "请改用术语表的译法，或在术语表 also_en 中补上这一译法。" / "Use the approved rendering, or add this one to also_en in the glossary.";
        example: "高新技术企业 / new technology companies";
}
