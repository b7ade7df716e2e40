//! The forms of official numbers: a document's, a site's code, its filings.

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Placed};
use crate::language::Bilingual;

/// 文号: 机关代字 + 〔year〕 + number + 号 (GB/T 9704-2012, 7.2.5). Orders (令第45号) and announcements
/// (2022年第3号) have forms of their own and are left alone.
pub(super) fn check_document_number(number: &Placed<String>, diagnostics: &mut Diagnostics) {
    let Some(mended) = mended_document_number(&number.value) else {
        return;
    };
    if mended == number.value {
        return;
    }
    let written = &number.value;
    diagnostics.push(
        Diagnostic::new(
            &codes::DOCUMENT_NUMBER_FORM,
            number.location.clone(),
            Bilingual::new(
                format!("文号“{written}”不合格式"),
                format!("the document number “{written}” is not written as the standard asks"),
            ),
        )
        .help(
            format!("按 GB/T 9704 应为“{mended}”；原件确实如此的，请核对后保留。"),
            format!("GB/T 9704 writes “{mended}”; keep it where the document itself has it so."),
        ),
    );
}

/// The number as the standard writes it; `None` where it is of another kind.
fn mended_document_number(written: &str) -> Option<String> {
    let half: String = written
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect();
    let open = half.find(['〔', '[', '(', '（', '［', '【', '﹝'])?;
    let (body, rest) = half.split_at(open);
    let rest: String = rest.chars().skip(1).collect();
    let close = rest.find(['〕', ']', ')', '）', '］', '】', '﹞'])?;
    let (year, rest) = rest.split_at(close);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let number = rest
        .chars()
        .skip(1)
        .collect::<String>()
        .trim_start_matches('第')
        .trim_end_matches('号')
        .trim_start_matches('0')
        .to_owned();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && is_number && !body.is_empty()).then(|| format!("{body}〔{year}〕{number}号"))
}

/// 网站标识码: ten characters, `bm` and eight digits for central bodies, ten digits for others.
pub(super) fn check_site_code(code: &Placed<String>, diagnostics: &mut Diagnostics) {
    let digits = code.value.strip_prefix("bm").unwrap_or(&code.value);
    let fine = code.value.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !fine {
        diagnostics.report(
            &codes::SITE_CODE_FORM,
            code.location.clone(),
            format!("网站标识码应为 10 位，这里是“{}”", code.value),
            format!(
                "a site code has ten characters; here it is “{}”",
                code.value
            ),
        );
    }
}

/// ICP备案号: 粤ICP备12345678号, perhaps with `-1`.
pub(super) fn check_icp(number: &Placed<String>, diagnostics: &mut Diagnostics) {
    let fine = ["ICP备", "ICP证"].iter().any(|mark| {
        number.value.split_once(mark).is_some_and(|(place, rest)| {
            let (digits, end) = rest.split_once('号').unwrap_or((rest, "?"));
            place.chars().count() == 1
                && is_digits(digits, 5)
                && (end.is_empty() || end.strip_prefix('-').is_some_and(|end| is_digits(end, 1)))
        })
    });
    report_filing(fine, number, "粤ICP备12345678号-1", diagnostics);
}

/// 公安备案号: 粤公网安备12345678901234号.
pub(super) fn check_police(number: &Placed<String>, diagnostics: &mut Diagnostics) {
    let fine = number
        .value
        .split_once("公网安备")
        .is_some_and(|(place, rest)| {
            let digits = rest.trim_start().strip_suffix('号').unwrap_or_default();
            place.chars().count() == 1 && is_digits(digits, 10)
        });
    report_filing(fine, number, "粤公网安备12345678901234号", diagnostics);
}

fn is_digits(text: &str, least: usize) -> bool {
    text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn report_filing(fine: bool, number: &Placed<String>, form: &str, diagnostics: &mut Diagnostics) {
    if !fine {
        diagnostics.report(
            &codes::FILING_FORM,
            number.location.clone(),
            format!("备案号形如“{form}”，这里是“{}”", number.value),
            format!(
                "a filing's number looks like “{form}”; here it is “{}”",
                number.value
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;

    #[test]
    fn document_numbers_are_mended_as_the_standard_writes_them() {
        for (written, mended) in [
            ("六科〔2022〕5号", Some("六科〔2022〕5号")),
            ("六科[2022]5号", Some("六科〔2022〕5号")),
            ("六科（2022）05号", Some("六科〔2022〕5号")),
            ("六科〔2022〕第5号", Some("六科〔2022〕5号")),
            ("六科﹝２０２２﹞5 号", Some("六科〔2022〕5号")),
            ("六科〔2022〕5", Some("六科〔2022〕5号")),
            ("国务院令第787号", None),
            ("2022年第3号", None),
            ("六科〔22〕5号", None),
            ("〔2022〕5号", None),
            ("", None),
            ("[", None),
        ] {
            assert_eq!(
                mended_document_number(written).as_deref(),
                mended,
                "{written}"
            );
        }
    }

    fn findings(check: fn(&Placed<String>, &mut Diagnostics), value: &str) -> bool {
        let mut found = Diagnostics::default();
        let placed = Placed::new(value.to_owned(), Location::of_path("gongbao.toml"));
        check(&placed, &mut found);
        !found.is_empty()
    }

    #[test]
    fn codes_and_filings_are_read() {
        for good in ["bm01000001", "1304000009"] {
            assert!(!findings(check_site_code, good), "{good}");
        }
        for bad in ["", "bm0100000", "130400000X", "一二三四"] {
            assert!(findings(check_site_code, bad), "{bad}");
        }
        for good in [
            "粤ICP备05070829号",
            "粤ICP备05070829号-1",
            "京ICP证030173号",
        ] {
            assert!(!findings(check_icp, good), "{good}");
        }
        for bad in [
            "ICP备05070829号",
            "粤ICP备号",
            "05070829",
            "粤ICP备05070829号-",
        ] {
            assert!(findings(check_icp, bad), "{bad}");
        }
        for good in ["粤公网安备44030402000001号", "京公网安备 11010502030143号"] {
            assert!(!findings(check_police, good), "{good}");
        }
        for bad in ["粤公网安备号", "公网安备44030402000001号", "44030402000001"] {
            assert!(findings(check_police, bad), "{bad}");
        }
    }
}
