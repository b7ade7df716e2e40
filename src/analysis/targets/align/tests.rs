use super::*;
use crate::analysis::targets::{Context, extract};
use crate::language::Lang;

fn compared(zh: &str, en: &str) -> Vec<Option<Vec<Difference>>> {
    let official = extract(zh, &Context::default());
    let translation = extract(
        en,
        &Context {
            lang: Lang::En,
            ..Context::default()
        },
    );
    let known = Renderings::new(&crate::model::Glossary::default(), &[]);
    align(&official, &translation, &known)
        .into_iter()
        .map(|pair| pair.map(|pair| pair.differences))
        .collect()
}

#[test]
fn counterparts_and_differences() {
    let zh = "力争全年新增高新技术企业90家以上，增加值增长12%。";
    let exact =
        "It will add at least 90 high-tech enterprises, and value added will grow by 12 per cent.";
    assert_eq!(compared(zh, exact), [Some(vec![]), Some(vec![])]);
    let about =
        "It will add about 90 high-tech enterprises, and value added will grow by 12 per cent.";
    assert_eq!(
        compared(zh, about),
        [Some(vec![Difference::Comparator]), Some(vec![])]
    );
    let value =
        "It will add at least 80 high-tech enterprises, and value added will grow by 12 per cent.";
    assert_eq!(
        compared(zh, value),
        [Some(vec![Difference::Value]), Some(vec![])]
    );
    let points = "It will add at least 90 high-tech enterprises, and value added will grow by 12 percentage points.";
    assert_eq!(
        compared(zh, points),
        [Some(vec![]), Some(vec![Difference::Unit])]
    );
    assert_eq!(
        compared(zh, "It will add high-tech enterprises."),
        [None, None]
    );
}

#[test]
fn other_words_for_the_same() {
    for (zh, en) in [
        (
            "研发投入增长1.5倍。",
            "R&D spending increased by 150 per cent.",
        ),
        (
            "亩均税收达到20万元/亩。",
            "Tax revenue will reach RMB 200,000 per mu.",
        ),
        (
            "服务企业100人次以上。",
            "Serve enterprises at least 100 times.",
        ),
        ("防治5万亩次。", "Pest control will cover 50,000 mu."),
        (
            "支持企业200家以上。",
            "It will support 200 or more enterprises.",
        ),
        (
            "漏损率控制在9%以内。",
            "Leakage will be held at or below 9%.",
        ),
        (
            "贫困发生率由2015年的12.3%降至0.8%。",
            "The incidence of poverty fell from 12.3 per cent in 2015 to 0.8 per cent.",
        ),
    ] {
        assert_eq!(compared(zh, en), [Some(vec![])], "{zh}");
    }
    let per = extract(
        "Energy use per 10,000 yuan of GDP fell.",
        &Context {
            lang: Lang::En,
            ..Context::default()
        },
    );
    assert!(per.is_empty());
}

#[test]
fn order_may_change() {
    let zh = "近40个国家和地区的超5000家展商、逾8000个项目参展。";
    let en = "More than 5,000 exhibitors and more than 8,000 projects from nearly 40 countries and regions took part.";
    assert_eq!(compared(zh, en), [Some(vec![]), Some(vec![]), Some(vec![])]);
}

#[test]
fn values_that_changed_places() {
    let value = Some(vec![Difference::Value]);
    for (zh, en) in [
        (
            "新增企业10家，建成园区3个。",
            "It will add 3 enterprises and build 10 parks.",
        ),
        (
            "研发投入增长10%，工业增加值增长20%。",
            "R&D spending will grow by 20 per cent and industrial value added by 10 per cent.",
        ),
    ] {
        assert_eq!(compared(zh, en), [value.clone(), value.clone()], "{zh}");
    }
    let kept = "It will build 3 parks and add 10 enterprises.";
    assert_eq!(
        compared("新增企业10家，建成园区3个。", kept),
        [Some(vec![]), Some(vec![])]
    );
}

#[test]
fn equal_values_go_to_their_nouns() {
    let zh = "新增企业10家以上，建成园区10个。";
    let en = "It will build at least 10 parks and add 10 enterprises.";
    let comparator = Some(vec![Difference::Comparator]);
    assert_eq!(compared(zh, en), [comparator.clone(), comparator]);
}

#[test]
fn directions_and_senses() {
    for (zh, en, difference) in [
        (
            "能耗下降3%。",
            "Energy consumption will rise by 3 per cent.",
            Some(Difference::Direction),
        ),
        (
            "产值增长8%。",
            "Output declined by 8 per cent.",
            Some(Difference::Direction),
        ),
        (
            "产值增长8%。",
            "Output showed negative growth of 8 per cent.",
            Some(Difference::Direction),
        ),
        ("产值增长8%。", "A growth of 8 per cent in output.", None),
        ("能耗下降3%。", "Energy use was cut by 3 per cent.", None),
        ("能耗下降3%。", "Energy use will be down 3 per cent.", None),
        (
            "产值增长到30亿元。",
            "Output grew by 3 billion yuan.",
            Some(Difference::Sense),
        ),
    ] {
        assert_eq!(
            compared(zh, en),
            [Some(difference.into_iter().collect::<Vec<_>>())],
            "{zh} {en}"
        );
    }
}
