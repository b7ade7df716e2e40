#![expect(
    clippy::single_range_in_vec_init,
    reason = "lists of ranges of words, some with one"
)]

use super::*;

fn phrases(texts: [&str; 2], words: [&[Range<usize>]; 2]) -> Vec<String> {
    let folded = texts.map(|text| Folded::of_text(text, 0, |_| false));
    let grams = [Grams::of(&folded[0]), Grams::of(&folded[1])];
    let [a, b] = [0, 1].map(|side| Text {
        folded: &folded[side],
        grams: &grams[side],
        words: words[side],
    });
    shared(&a, &b, |_| false)
        .into_iter()
        .map(|phrase| phrase.text)
        .collect()
}

#[test]
fn phrases_are_those_people_say() {
    let cases: [(&str, &str, &[&str]); 13] = [
        (
            "强化高新技术企业培育认定",
            "实施高新技术企业培育计划",
            &["高新技术企业培育"],
        ),
        (
            "支持概念验证中心落户",
            "建设概念验证中心",
            &["概念验证中心"],
        ),
        ("完善“六个一”工作体系", "开展“四个一”行动", &[]),
        ("健全工作推进机制", "完善工作推进机制", &[]),
        ("新兴产业“双招双引”工作", "未来产业“双招双引”专项", &[]),
        (
            "高新技术企业总数达到320家",
            "全县高新技术企业总量44家",
            &["高新技术企业总"],
        ),
        (
            "实施提振消费专项行动",
            "深入开展提振消费专项行动",
            &["提振消费专项行动"],
        ),
        (
            "发展生物医药等新兴支柱产业",
            "壮大生物医药等新兴支柱产业",
            &["新兴支柱产业"],
        ),
        ("年产70万吨褐煤提质项目", "30万吨褐煤提质", &[]),
        (
            "9条城市主干道路通车",
            "建设11条城市主干道路",
            &["城市主干道路"],
        ),
        ("建强用好平台", "建强用好实验室", &[]),
        ("对初创期企业给予支持", "对获贷企业给予贴息", &[]),
        ("积极培育创新主体", "促进文旅融合", &[]),
    ];
    for (a, b, expected) in cases {
        assert_eq!(phrases([a, b], [&[], &[]]), expected, "{a} / {b}");
    }
}

#[test]
fn half_a_word_is_no_phrase() {
    let texts = ["培育科技型中小企业", "引进科技型中小微企业"];
    assert_eq!(phrases(texts, [&[2..9], &[]]), Vec::<String>::new());
}

#[test]
fn no_character_stands_over() {
    let texts = ["高新技术企业总数达到320家", "全县高新技术企业总量44家"];
    assert_eq!(phrases(texts, [&[0..6], &[2..8]]), ["高新技术企业"]);
}
