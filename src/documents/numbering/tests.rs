use super::{Form, read};

/// Text, form, value, and the number as written.
const NUMBERS: &[(&str, Form, u32, &str)] = &[
    ("一、总体要求", Form::Chinese, 1, "一、"),
    ("十二、保障措施", Form::Chinese, 12, "十二、"),
    ("二十一、附则", Form::Chinese, 21, "二十一、"),
    ("一百零三、附则", Form::Chinese, 103, "一百零三、"),
    (
        "九千九百九十九、末",
        Form::Chinese,
        9999,
        "九千九百九十九、",
    ),
    ("一〇、附则", Form::Chinese, 10, "一〇、"),
    ("叁、经费", Form::Chinese, 3, "叁、"),
    ("一. 总体要求", Form::Chinese, 1, "一."),
    ("一．总体要求", Form::Chinese, 1, "一．"),
    ("一,总体要求", Form::Chinese, 1, "一,"),
    ("一，总体要求", Form::Chinese, 1, "一，"),
    ("一丶总体要求", Form::Chinese, 1, "一丶"),
    ("一 、总体要求", Form::Chinese, 1, "一 、"),
    ("一　总体要求", Form::Chinese, 1, "一"),
    ("一、二氧化碳减排", Form::Chinese, 1, "一、"),
    ("一、2022年工作", Form::Chinese, 1, "一、"),
    ("　　一、总体要求", Form::Chinese, 1, "　　一、"),
    ("(一)推动", Form::ChineseBrackets, 1, "(一)"),
    ("（十一）推动", Form::ChineseBrackets, 11, "（十一）"),
    ("（ 一 ）推动", Form::ChineseBrackets, 1, "（ 一 ）"),
    ("（一)、推动", Form::ChineseBrackets, 1, "（一)、"),
    ("㈡推动", Form::ChineseBrackets, 2, "㈡"),
    ("一）推动", Form::ChineseHalfBracket, 1, "一）"),
    ("1.加大", Form::Arabic, 1, "1."),
    ("1．加大", Form::Arabic, 1, "1．"),
    ("1、加大", Form::Arabic, 1, "1、"),
    ("１２．加大", Form::Arabic, 12, "１２．"),
    ("1，加大", Form::Arabic, 1, "1，"),
    ("1. 加大", Form::Arabic, 1, "1."),
    ("⒈加大", Form::Arabic, 1, "⒈"),
    ("1.2022年底前完成", Form::Arabic, 1, "1."),
    ("1、2022年底前完成", Form::Arabic, 1, "1、"),
    ("1、5G网络建设", Form::Arabic, 1, "1、"),
    ("(1)加大", Form::ArabicBrackets, 1, "(1)"),
    ("（１２）加大", Form::ArabicBrackets, 12, "（１２）"),
    ("⑶加大", Form::ArabicBrackets, 3, "⑶"),
    ("1)加大", Form::ArabicHalfBracket, 1, "1)"),
    ("1）加大", Form::ArabicHalfBracket, 1, "1）"),
    ("①加大", Form::Circled, 1, "①"),
    ("㉑加大", Form::Circled, 21, "㉑"),
    ("❷加大", Form::Circled, 2, "❷"),
    ("第一条 为了", Form::Article, 1, "第一条"),
    ("第十二条为了", Form::Article, 12, "第十二条"),
    ("第 3 条　为了", Form::Article, 3, "第 3 条"),
    ("第一章 总则", Form::Chapter, 1, "第一章"),
    ("第二节　任务", Form::Division, 2, "第二节"),
    ("第一部分 回顾", Form::Part, 1, "第一部分"),
    ("第一篇 指导思想", Form::Part, 1, "第一篇"),
    ("一是加强领导。", Form::Ordinal, 1, "一是"),
    ("十一是加强领导。", Form::Ordinal, 11, "十一是"),
    ("二要依法行政", Form::Ordinal, 2, "二要"),
    ("第一，加强领导", Form::Ordinal, 1, "第一，"),
    ("其二，加强领导", Form::Ordinal, 2, "其二，"),
    ("1 总则", Form::Bare, 1, "1"),
    ("1.1 编制目的", Form::Dotted(2), 1, "1.1"),
    ("2.3编制目的", Form::Dotted(2), 3, "2.3"),
    ("1.2.3 预警", Form::Dotted(3), 3, "1.2.3"),
    ("1.2.预警", Form::Dotted(2), 2, "1.2."),
    ("甲、总则", Form::Stem, 1, "甲、"),
    ("Ⅱ、总则", Form::Roman, 2, "Ⅱ、"),
    ("5. Promote", Form::Arabic, 5, "5."),
    ("(1) Promote", Form::ArabicBrackets, 1, "(1)"),
    ("I. General", Form::Roman, 1, "I."),
    ("VIII. General", Form::Roman, 8, "VIII."),
    ("(a) General", Form::Letter, 1, "(a)"),
    ("B. General", Form::Letter, 2, "B."),
    ("Article 5 General", Form::Article, 5, "Article 5"),
    ("Chapter II. General", Form::Chapter, 2, "Chapter II."),
];

/// Texts that start with no number.
const NO_NUMBERS: &[&str] = &[
    "",
    "　",
    "2022年工作要点",
    "2022 年工作要点",
    "3.2%的增长",
    "3.2 个百分点",
    "1-2家",
    "10万人",
    "10 万人",
    "1,200家企业",
    "1.5倍",
    "1.5万亿元",
    "一批重大项目",
    "一 批重大项目",
    "一室一中心",
    "一般公共预算",
    "二氧化碳还原",
    "5G网络",
    "“5+1”产业",
    "一是",
    "一是。",
    "一是一、二是二",
    "一、二季度",
    "一、二、三产业",
    "1、2号线",
    "甲、乙双方",
    "（2022年）",
    "（2022）",
    "（5+1）",
    "第二届",
    "第一，",
    "二〇二二年",
    "二 〇 二 二 年",
    "千、万、亿",
    "政 府 工 作 报 告",
    "12345.加大",
    "A.I. plan",
    "I am",
    "Artificial",
    "Article five",
    "20余家",
    "重点任务",
];

#[test]
fn numbers_are_read() {
    for (text, form, value, written) in NUMBERS {
        let number = read(text);
        assert_eq!(
            number.map(|number| (
                number.form,
                number.value,
                text.get(..number.len).unwrap_or_default()
            )),
            Some((*form, *value, *written)),
            "{text}"
        );
    }
}

#[test]
fn quantities_and_words_are_no_numbers() {
    for text in NO_NUMBERS {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn forms_are_ordered_by_customary_depth() {
    let order = ["一、甲", "(一)甲", "1.甲", "(1)甲", "①甲"];
    let forms: Vec<Form> = order
        .iter()
        .filter_map(|text| read(text))
        .map(|number| number.form)
        .collect();
    assert_eq!(forms.len(), order.len());
    assert!(forms.is_sorted());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "[ 　第其一二十百〇0-9０-９.．、，,(（)）①⑴⒈是要条章节a-zIVX年个\u{20000}]{0,12}") {
        if let Some(number) = read(&text) {
            proptest::prop_assert!(number.len > 0 && text.is_char_boundary(number.len));
        }
    }
}
