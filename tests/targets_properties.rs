//! What holds of the targets of any text.

use gongbao::analysis::targets::{Context, Target, read};
use gongbao::language::Lang;
use proptest::prelude::*;

fn context(lang: Lang) -> Context {
    Context {
        lang,
        explain: true,
        ..Context::default()
    }
}

fn slice(text: &str, range: &std::ops::Range<usize>) -> String {
    text.chars()
        .skip(range.start)
        .take(range.end - range.start)
        .collect()
}

/// Pieces of plan prose, in any order.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "力争",
        "全年",
        "新增",
        "高新技术企业",
        "90",
        "家",
        "以上",
        "，",
        "。",
        "；",
        "、",
        "：",
        "和",
        "分别",
        "增长",
        "到",
        "从",
        "至",
        "12.5",
        "%",
        "个百分点",
        "亿",
        "万",
        "元",
        "第",
        "一",
        "二十",
        "三",
        "两",
        "百",
        "千",
        "余",
        "多",
        "几",
        "近",
        "超过",
        "不少于",
        "左右",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "2025",
        "年",
        "月底前",
        "较",
        "比",
        "翻",
        "番",
        "全覆盖",
        "首位",
        "前",
        "位",
        "居全国",
        "成",
        "倍",
        "半",
        "百分之",
        "分之",
        "点",
        "-",
        "—",
        "~",
        "1-2",
        "3至5",
        " ",
        "\n",
        "\u{3000}",
        "支持",
        "集团",
        "设立",
        "达到",
        "达",
        "提高到",
        "5G",
        "PM2.5",
        "+",
        "/",
        "人",
        "每",
        "其中",
        "占",
        "99999999999999999999999999999999",
        "兆兆兆兆",
        "％",
        "０.５",
        "廿",
        "负",
        "−",
        "的",
        "了",
        "为",
        "在",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn english() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "at least ",
        "about ",
        "90 ",
        "1,400 ",
        "high-tech enterprises ",
        "per cent ",
        "%",
        "one ",
        "to ",
        "two ",
        "-",
        "–",
        "billion ",
        "yuan ",
        "RMB ",
        "US$",
        "by ",
        "2025 ",
        ". ",
        ", ",
        "ranked ",
        "second ",
        "full coverage ",
        "of ",
        "and ",
        "double ",
        "two",
        "thirds ",
        "from ",
        "[",
        "]",
        "\"",
        "(",
        "hundred ",
        "twenty",
        "will ",
        "\n",
        "no fewer than ",
        "or more ",
        "percentage points ",
        "9999999999999999999999999999 ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn spans_slice(text: &str, targets: &[Target]) {
    for target in targets {
        assert_eq!(slice(text, &target.span), target.text);
        assert_eq!(slice(text, &target.sentence_span), target.sentence);
        assert!(
            target.sentence_span.start <= target.span.start
                && target.span.end <= target.sentence_span.end
        );
        assert!(target.max.is_none_or(|max| max >= target.value), "{text}");
    }
    assert!(
        targets
            .windows(2)
            .all(|pair| pair[0].span.start <= pair[1].span.start)
    );
}

/// A target without its places.
fn words(target: &Target) -> String {
    let mut target = target.clone();
    target.span = 0..0;
    target.sentence_span = 0..0;
    format!("{target:?}")
}

/// Plan prose with any character of Unicode between its words.
fn mixed() -> impl Strategy<Value = String> {
    let stretch = prop_oneof![
        prose(),
        english(),
        any::<char>().prop_map(String::from),
        "\\PC{0,6}"
    ];
    prop::collection::vec(stretch, 0..8).prop_map(|stretches| stretches.concat())
}

proptest! {
    #[test]
    fn any_character_may_stand_anywhere(text in mixed(), heading in mixed()) {
        for lang in Lang::ALL {
            let context = Context { heading: heading.clone(), ..context(lang) };
            let found = read(&text, &context);
            spans_slice(&text, &found.targets);
            for missing in &found.missing {
                prop_assert_eq!(slice(&text, &missing.span), missing.text.clone());
            }
        }
    }

    /// Lines give what the text gives, in both languages.
    #[test]
    fn a_text_is_its_lines(lines in prop::collection::vec(mixed(), 1..4)) {
        // A quotation may run over lines; blanks at their ends belong to none.
        let lines: Vec<String> = lines
            .iter()
            .map(|line| line.replace(|c: char| c.is_control() || "“”‘’「」『』《》〈〉\"[]".contains(c), "").trim().to_owned())
            .collect();
        for lang in Lang::ALL {
            let context = context(lang);
            let whole: Vec<String> = read(&lines.join("\n"), &context).targets.iter().map(words).collect();
            let parts: Vec<String> = lines
                .iter()
                .flat_map(|line| read(line, &context).targets)
                .map(|target| words(&target))
                .collect();
            prop_assert_eq!(whole, parts);
        }
    }

    #[test]
    fn spans_slice_their_text(text in prose()) {
        let found = read(&text, &context(Lang::Zh));
        spans_slice(&text, &found.targets);
        for missing in &found.missing {
            prop_assert_eq!(slice(&text, &missing.span), missing.text.clone());
        }
    }

    #[test]
    fn english_spans_slice_their_text(text in english()) {
        spans_slice(&text, &read(&text, &context(Lang::En)).targets);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), heading in any::<String>()) {
        for lang in Lang::ALL {
            let context = Context { heading: heading.clone(), ..context(lang) };
            spans_slice(&text, &read(&text, &context).targets);
        }
    }

    /// Sentences give what the text gives: nothing is carried over their ends.
    #[test]
    fn a_text_is_its_sentences(sentences in prop::collection::vec(prose(), 1..5)) {
        let sentences: Vec<String> = sentences
            .iter()
            .map(|sentence| format!("{}。", sentence.replace(['。', '\n', '“', '”', '《', '》'], "")))
            .collect();
        let context = context(Lang::Zh);
        let whole: Vec<String> = read(&sentences.concat(), &context).targets.iter().map(words).collect();
        let parts: Vec<String> = sentences
            .iter()
            .flat_map(|sentence| read(sentence, &context).targets)
            .map(|target| words(&target))
            .collect();
        prop_assert_eq!(whole, parts);
    }
}
