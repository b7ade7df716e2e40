//! English units, and the Chinese measure word for an English noun.

use crate::quantities::Class;
use crate::quantities::units::Unit;

use super::tokens::Sentence;

/// Words of a unit and its canonical name; longer ones first.
const UNITS: &[(&[&str], &str)] = &[
    (&["micrograms", "per", "cubic", "metre"], "微克/立方米"),
    (&["micrograms", "per", "cubic", "meter"], "微克/立方米"),
    (&["tonnes", "of", "standard", "coal"], "吨标准煤"),
    (&["tons", "of", "standard", "coal"], "吨标准煤"),
    (&["percentage", "points"], "个百分点"),
    (&["percentage", "point"], "个百分点"),
    (&["basis", "points"], "个基点"),
    (&["percentage", "-", "point"], "个百分点"),
    (&["kilowatt", "hours"], "千瓦时"),
    (&["person", "-", "years"], "人年"),
    (&["sq", "km"], "平方公里"),
    (&["km", "²"], "平方公里"),
    (&["m", "²"], "平方米"),
    (&["m", "³"], "立方米"),
    (&["square", "kilometre"], "平方公里"),
    (&["square", "metre"], "平方米"),
    (&["cubic", "metre"], "立方米"),
    (&["per", "cent"], "%"),
    (&["pp"], "个百分点"),
    (&["milligrams", "per", "cubic", "metre"], "毫克/立方米"),
    (&["mg"], "毫克"),
    (&["milligrams"], "毫克"),
    (&["micrograms"], "微克"),
    (&["km²"], "平方公里"),
    (&["m²"], "平方米"),
    (&["m³"], "立方米"),
    (&["renminbi"], "元"),
    (&["kilometre"], "公里"),
    (&["metre"], "米"),
    (&["m"], "米"),
    (&["mm"], "毫米"),
    (&["cm"], "厘米"),
    (&["miles"], "英里"),
    (&["acres"], "英亩"),
    (&["feet"], "英尺"),
    (&["tonne"], "吨"),
    (&["kg"], "千克"),
    (&["kilogrammes"], "千克"),
    (&["grams"], "克"),
    (&["litres"], "升"),
    (&["liters"], "升"),
    (&["gigawatts"], "吉瓦"),
    (&["kwh"], "千瓦时"),
    (&["mwh"], "兆瓦时"),
    (&["gwh"], "吉瓦时"),
    (&["kw"], "千瓦"),
    (&["mw"], "兆瓦"),
    (&["gw"], "吉瓦"),
    (&["jin"], "斤"),
    (&["hour"], "小时"),
    (&["minute"], "分钟"),
    (&["day"], "天"),
    (&["months"], "个月"),
    (&["month"], "个月"),
    (&["weeks"], "周"),
    (&["week"], "周"),
    (&["years"], "年"),
    (&["year"], "年"),
    (&["square", "kilometres"], "平方公里"),
    (&["square", "kilometers"], "平方公里"),
    (&["square", "metres"], "平方米"),
    (&["square", "meters"], "平方米"),
    (&["cubic", "metres"], "立方米"),
    (&["cubic", "meters"], "立方米"),
    (&["kilowatt", "-", "hours"], "千瓦时"),
    (&["us", "dollars"], "美元"),
    (&["u", ".", "s", ".", "dollars"], "美元"),
    (&["hong", "kong", "dollars"], "港元"),
    (&["working", "days"], "工作日"),
    (&["business", "days"], "工作日"),
    (&["working", "day"], "工作日"),
    (&["passenger", "trips"], "人次"),
    (&["person", "-", "times"], "人次"),
    (&["metric", "tons"], "吨"),
    (&["million", "kilowatts"], "千瓦"),
    (&["%"], "%"),
    (&["percent"], "%"),
    (&["yuan"], "元"),
    (&["rmb"], "元"),
    (&["dollars"], "美元"),
    (&["usd"], "美元"),
    (&["euros"], "欧元"),
    (&["kilometres"], "公里"),
    (&["kilometers"], "公里"),
    (&["km"], "公里"),
    (&["metres"], "米"),
    (&["meters"], "米"),
    (&["mu"], "亩"),
    (&["hectares"], "公顷"),
    (&["tonnes"], "吨"),
    (&["tons"], "吨"),
    (&["kilograms"], "公斤"),
    (&["kilowatts"], "千瓦"),
    (&["megawatts"], "兆瓦"),
    (&["teu"], "标准箱"),
    (&["teus"], "标准箱"),
    (&["times"], "倍"),
    (&["fold"], "倍"),
    (&["visits"], "人次"),
    (&["trips"], "人次"),
    (&["hours"], "小时"),
    (&["minutes"], "分钟"),
    (&["days"], "天"),
];

/// Reads the unit at token `at`: the unit and the token after it.
pub(super) fn read(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let at = at + usize::from(sentence.word(at) == "-" && sentence.word(at + 1) == "fold");
    UNITS
        .iter()
        .find(|(words, _)| sentence.follows(at, words))
        .and_then(|(words, name)| known(name).map(|unit| (unit, at + words.len())))
}

fn known(name: &str) -> Option<Unit> {
    // Units that plan prose has in English alone.
    let foreign = [
        ("英里", "miles", Class::Measure),
        ("英亩", "acres", Class::Measure),
        ("英尺", "feet", Class::Measure),
        ("周", "weeks", Class::Time),
        ("年", "years", Class::Time),
    ];
    if let Some((name, english, class)) = foreign.into_iter().find(|unit| unit.0 == name) {
        return Some(Unit {
            name: name.into(),
            english: english.into(),
            class,
        });
    }
    match name.split_once('/') {
        Some(_) => {
            let chars: Vec<char> = name.chars().collect();
            crate::quantities::units::read(&chars).map(|(unit, _)| unit)
        }
        None => Unit::known(name),
    }
}

/// The measure word that Chinese would use for an English noun.
pub(super) fn measure_word(noun: &str) -> &'static str {
    const WORDS: &[(&str, &str)] = &[
        ("enterprise", "家"),
        ("compan", "家"),
        ("firm", "家"),
        ("institution", "家"),
        ("laborator", "家"),
        ("centre", "家"),
        ("center", "家"),
        ("incubator", "家"),
        ("exhibitor", "家"),
        ("base", "家"),
        ("people", "人"),
        ("person", "人"),
        ("commissioner", "名"),
        ("talent", "名"),
        ("teacher", "名"),
        ("scientist", "名"),
        ("expert", "名"),
        ("job", "个"),
        ("patent", "件"),
        ("project", "项"),
        ("household", "户"),
        ("vehicle", "辆"),
        ("bed", "张"),
        ("bus", "辆"),
    ];
    let noun = noun.to_lowercase();
    WORDS
        .iter()
        .filter_map(|(word, unit)| noun.rfind(word).map(|at| (at, *unit)))
        .max_by_key(|(at, _)| *at)
        .map_or("个", |(_, unit)| unit)
}
