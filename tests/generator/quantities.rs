//! Clauses with quantities in every form that plans use, Chinese and English side by side.

use super::random::Random;
use super::words::{COUNTED, MEASURED};

/// A clause with a quantity, without a stop at the end.
pub fn clause(random: &mut Random) -> (String, String) {
    match random.below(16) {
        0..=4 => counted(random),
        5..=8 => measured(random),
        9 => money(random),
        10 => rank(random),
        11 => tenths(random),
        12 => doubled(random),
        13 => full(random),
        14 => from_to(random),
        _ => points(random),
    }
}

fn counted(random: &mut Random) -> (String, String) {
    let (zh, en, unit) = *random.pick(COUNTED);
    let n = number(random);
    let (before, after, before_en, after_en) = *random.pick(BOUNDS);
    let (action, action_en) = *random.pick(&[
        ("力争全年新增", "strive to add within the year "),
        ("建成", "complete "),
        ("新建", "build "),
        ("累计达到", "reach a total of "),
        ("完成", "deliver "),
    ]);
    let written = write_zh(random, n);
    let n = with_commas(n);
    match random.below(3) {
        0 => (
            format!("{action}{zh}{before}{written}{unit}{after}"),
            format!("{action_en}{before_en}{n}{after_en} {en}"),
        ),
        1 => (
            format!("{action}{before}{written}{unit}{after}{zh}"),
            format!("{action_en}{before_en}{n}{after_en} {en}"),
        ),
        _ => {
            let low = random.between(1, 9);
            let high = low + random.between(1, 5);
            let dash = random.pick(&["-", "—", "至", "～"]);
            (
                format!("{action}{zh}{low}{dash}{high}{unit}"),
                format!("{action_en}{low} to {high} {en}"),
            )
        }
    }
}

fn measured(random: &mut Random) -> (String, String) {
    let (zh, en) = *random.pick(MEASURED);
    let percent = format!("{}.{}", random.between(1, 30), random.below(10));
    let sign = random.pick(&["%", "％"]);
    let (before, after, before_en, after_en) = *random.pick(BOUNDS);
    (
        format!("{zh}增长{before}{percent}{sign}{after}"),
        format!("raise {en} by {before_en}{percent}%{after_en}"),
    )
}

fn money(random: &mut Random) -> (String, String) {
    let n = random.between(1, 900);
    let (zh, en) = *random.pick(MEASURED);
    let (unit, unit_en) = *random.pick(&[("亿元", "00 million yuan"), ("万元", "0,000 yuan")]);
    (
        format!("{zh}突破{n}{unit}"),
        format!("bring {en} above {n}{unit_en}"),
    )
}

fn rank(random: &mut Random) -> (String, String) {
    let (zh, en) = *random.pick(MEASURED);
    let place = random.between(1, 9);
    let zh_place = ["一", "二", "三", "四", "五", "六", "七", "八", "九"][place - 1];
    let (scope, scope_en) =
        *random.pick(&[("全国", "in the country"), ("全省", "in the province")]);
    (
        format!("{zh}位居{scope}第{zh_place}"),
        format!("bring {en} to place {place} {scope_en}"),
    )
}

fn tenths(random: &mut Random) -> (String, String) {
    let (zh, en, _) = *random.pick(COUNTED);
    let tenth = random.between(2, 9);
    let zh_tenth = ["", "", "二", "三", "四", "五", "六", "七", "八", "九"][tenth];
    (
        format!("{zh}覆盖率达到{zh_tenth}成以上"),
        format!("reach a coverage of {}% or more by {en}", tenth * 10),
    )
}

fn doubled(random: &mut Random) -> (String, String) {
    let (zh, en) = *random.pick(MEASURED);
    (format!("{zh}翻一番"), format!("double {en}"))
}

fn full(random: &mut Random) -> (String, String) {
    let (zh, en, _) = *random.pick(COUNTED);
    if random.once_in(2) {
        (
            format!("实现{zh}全覆盖"),
            format!("achieve full coverage by {en}"),
        )
    } else {
        (
            format!("{zh}达标率达到100%"),
            format!("have 100% of {en} meet the standard"),
        )
    }
}

fn from_to(random: &mut Random) -> (String, String) {
    let (zh, en, unit) = *random.pick(COUNTED);
    let low = random.between(10, 400);
    let high = low + random.between(5, 300);
    (
        format!("{zh}由{low}{unit}增加到{high}{unit}"),
        format!("raise the number of {en} from {low} to {high}"),
    )
}

fn points(random: &mut Random) -> (String, String) {
    let (zh, en) = *random.pick(MEASURED);
    let tenths = random.between(1, 9);
    (
        format!("{zh}占比提高{tenths}.5个百分点"),
        format!("raise the share of {en} by {tenths}.5 percentage points"),
    )
}

/// Words before and after a number, Chinese and English.
const BOUNDS: &[(&str, &str, &str, &str)] = &[
    ("", "以上", "", " or more"),
    ("", "左右", "about ", ""),
    ("超过", "", "more than ", ""),
    ("不少于", "", "no fewer than ", ""),
    ("不低于", "", "no less than ", ""),
    ("近", "", "nearly ", ""),
    ("约", "", "about ", ""),
    ("逾", "", "over ", ""),
    ("", "以内", "", " or less"),
    ("", "", "", ""),
    ("", "", "", ""),
];

fn number(random: &mut Random) -> usize {
    match random.below(4) {
        0 => random.between(2, 20),
        1 => random.between(20, 200),
        2 => random.between(2, 99) * 100,
        _ => random.between(1, 40) * 1000,
    }
}

/// Arabic digits, plain, grouped or full width; or Chinese numerals.
fn write_zh(random: &mut Random, n: usize) -> String {
    match random.below(8) {
        0 => with_commas(n),
        1 => n.to_string().chars().map(full_width).collect(),
        2 if n < 100 => chinese(n),
        3 if n >= 10_000 && n.is_multiple_of(10_000) => format!("{}万", n / 10_000),
        _ => n.to_string(),
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit)
}

fn with_commas(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// 1 to 99 as Chinese numerals.
pub fn chinese(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match n / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens]),
    };
    format!("{tens}{}", DIGITS[n % 10])
}
