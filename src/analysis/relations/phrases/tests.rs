use super::*;

fn phrases(a: &str, b: &str, words: &[Range<usize>]) -> Vec<String> {
    let (a, b) = (
        Folded::of_text(a, 0, |_| false),
        Folded::of_text(b, 0, |_| false),
    );
    let text = |folded, words| Text { folded, words };
    shared(&text(&a, words), &text(&b, &[]), |_| false)
        .into_iter()
        .map(|phrase| phrase.text)
        .collect()
}

#[test]
fn phrases_are_those_people_say() {
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "强化高新技术企业培育认定",
            "实施高新技术企业培育计划",
            &["高新技术企业"],
        ),
        (
            "支持概念验证中心落户",
            "建设概念验证中心",
            &["概念验证中心"],
        ),
        ("完善“六个一”工作体系", "开展“四个一”行动", &[]),
        ("健全工作推进机制", "完善工作推进机制", &[]),
        (
            "新兴产业“双招双引”工作",
            "未来产业“双招双引”专项",
            &["双招双引"],
        ),
        ("积极培育创新主体", "促进文旅融合", &[]),
    ];
    for (a, b, expected) in cases {
        assert_eq!(phrases(a, b, &[]), expected, "{a} / {b}");
    }
}

#[test]
fn half_a_word_is_no_phrase() {
    let (a, b) = ("培育科技型中小企业", "引进科技型中小微企业");
    assert_eq!(phrases(a, b, &[2..9]), Vec::<String>::new());
}
