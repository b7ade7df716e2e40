//! The columns that `targets.csv`, its CSVW description and `targets.xlsx` share.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::targets::Record;
use crate::language::{Lang, Words};
use crate::model::address;

/// A column of the table of targets.
pub(super) struct Column {
    /// Its name in the description: DESIGN's field.
    pub name: &'static str,
    /// Its heading.
    pub title: Words,
    /// What stands in it.
    pub meaning: Words,
    /// XML Schema's type, as CSVW names it.
    pub datatype: &'static str,
    /// Must each row have a value?
    pub required: bool,
    /// Width in Excel's unit, the width of a digit; a Chinese character takes two.
    pub width: f64,
    /// The value of a row.
    pub cell: fn(&Record) -> Cell,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// true or false.
    Truth(bool),
    /// From a day to a day, each of them perhaps open.
    Days(Option<Date>, Option<Date>),
}

impl Cell {
    fn words(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn words_or_empty(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::words)
    }

    fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// The plan id and the city are parts of the section id; a reader of a table wants them apart.
fn plan_of(record: &Record) -> &str {
    record.section.rsplit_once('/').map_or("", |(plan, _)| plan)
}

fn url(record: &Record, lang: Lang) -> Cell {
    let page = address::section(lang, &record.section);
    Cell::Text(format!("/{page}{}", record.fragment()))
}

macro_rules! columns {
    ($($name:literal $datatype:literal $required:literal $width:literal
        $title_zh:literal / $title_en:literal; $zh:literal / $en:literal; $cell:expr;)*) => {
        /// The columns, in order.
        pub(super) const COLUMNS: &[Column] = &[$(Column {
            name: $name,
            title: Words { zh: $title_zh, en: $title_en },
            meaning: Words { zh: $zh, en: $en },
            datatype: $datatype,
            required: $required,
            width: $width,
            cell: $cell,
        }),*];
    };
}

columns! {
    "id" "string" true 24.0 "编号" / "ID";
        "指标的编号：条目编号加 #t 和它在文中的次序" / "Identifier: that of the task, then #t and its place in the order of the text";
        |record| Cell::Text(record.id());
    "city" "string" true 12.0 "城市" / "City";
        "城市的地址名" / "The city's name in addresses";
        |record| Cell::words(&record.city);
    "plan" "string" true 16.0 "文件" / "Document";
        "所在文件的编号" / "Identifier of the document";
        |record| Cell::words(plan_of(record));
    "section" "string" true 18.0 "条目" / "Task";
        "所在条目的编号" / "Identifier of the task it stands in";
        |record| Cell::words(&record.section);
    "year" "gYear" true 9.0 "标题年份" / "Year in the title";
        "文件标题中的年份" / "Year in the document's title";
        |record| Cell::Number(record.year.into());
    "covers" "gYear" true 9.0 "实际年份" / "Year covered";
        "任务或成果所在的年份" / "Year in which the tasks or results fall";
        |record| Cell::Number(record.covers.into());
    "kind" "string" true 13.0 "类别" / "Kind";
        "target 为目标（拟达到），achievement 为成果（已达到）" / "target: promised; achievement: reported";
        |record| Cell::words(record.kind);
    "indicator" "string" false 26.0 "指标" / "Indicator";
        "所计量的事物，只取名词" / "What is counted, the noun alone";
        |record| Cell::words_or_empty(record.indicator.as_deref());
    "indicator_id" "string" false 24.0 "指标代码" / "Indicator ID";
        "指标表中的代码；未列入的为空" / "Identifier in the list of indicators; empty where it is not listed";
        |record| Cell::words_or_empty(record.indicator_id.as_deref());
    "indicator_en" "string" false 28.0 "指标（英文）" / "Indicator in English";
        "指标的英文名称" / "The indicator's name in English";
        |record| Cell::words_or_empty(record.indicator_en.as_deref());
    "action" "string" false 12.0 "动作" / "Action";
        "如新增、通过认定、增长、达到" / "Such as 新增 (newly added), 通过认定 (recognised), 增长 (grow), 达到 (reach)";
        |record| Cell::words_or_empty(record.action.as_deref());
    "sense" "string" false 9.0 "达到或变化" / "To or by";
        "to 为达到的数，by 为变化的量" / "to: the value reached; by: the amount of change";
        |record| Cell::words_or_empty(record.sense);
    "scope" "string" false 16.0 "范围" / "Scope";
        "如全国、全国大中城市" / "Such as 全国 (the whole country)";
        |record| Cell::words_or_empty(record.scope.as_deref());
    "actor" "string" false 16.0 "主体" / "Actor";
        "数字不属于本市的，写明属于谁" / "Whose figure it is, where it is not the city's";
        |record| Cell::words_or_empty(record.actor.as_deref());
    "comparator" "string" true 10.0 "比较" / "Comparator";
        "等于 =，不少于 >=，不超过 <=，超过 >，近 <，左右 ~，区间 range" / "= equal, >= at least, <= at most, > more than, < nearly, ~ about, range from value to max";
        |record| Cell::words(record.comparator);
    "value" "decimal" false 14.0 "数值" / "Value";
        "以基本单位计的数值，区间的下限" / "The value in the base unit; the lower end of a range";
        |record| Cell::number(record.value);
    "max" "decimal" false 12.0 "上限" / "Upper end";
        "区间的上限" / "The upper end of a range";
        |record| Cell::number(record.max);
    "baseline" "decimal" false 12.0 "基数" / "Baseline";
        "变化的起点" / "The value that a change starts from";
        |record| Cell::number(record.baseline);
    "unit" "string" false 10.0 "单位" / "Unit";
        "基本单位" / "The base unit";
        |record| Cell::words_or_empty(record.unit.as_deref());
    "unit_en" "string" false 16.0 "单位（英文）" / "Unit in English";
        "单位的英文名称" / "The unit's name in English";
        |record| Cell::words_or_empty(record.unit_en.as_deref());
    "text" "string" true 16.0 "原文数字" / "Words";
        "原文中的写法，如 90家以上" / "The words of the source, such as 90家以上";
        |record| Cell::words(&record.text);
    "period_text" "string" false 14.0 "期限（原文）" / "Period in words";
        "原文中的期限" / "The period in the words of the source";
        |record| Cell::words_or_empty(record.period.as_ref().and_then(|period| period.text.as_deref()));
    "period" "string" false 24.0 "期限（起/止）" / "Period, first/last day";
        "起止日期，ISO 8601 的时间段，如 2022-01-01/2022-12-31；不限的一端为两点" / "First and last day as an interval of ISO 8601, such as 2022-01-01/2022-12-31; two dots for an open end";
        |record| record.period.as_ref().map_or(Cell::Empty, |period| match (period.from, period.to) {
            (None, None) => Cell::Empty,
            (from, to) => Cell::Days(from, to),
        });
    "sentence" "string" true 60.0 "原句" / "Sentence";
        "所在的句子" / "The sentence it stands in";
        |record| Cell::words(&record.sentence);
    "sentence_en" "string" false 60.0 "译句" / "Sentence in English";
        "句子的译文，非官方译本" / "The sentence's translation, which is unofficial";
        |record| Cell::words_or_empty(record.sentence_en.as_deref());
    "start" "integer" true 8.0 "起点" / "Start";
        "在条目收录文本中的位置，按字符数，从 0 起" / "Place in the task's official text, in characters from 0";
        |record| Cell::Number(record.start.into());
    "end" "integer" true 8.0 "终点" / "End";
        "终点，不含" / "End, not included";
        |record| Cell::Number(record.end.into());
    "checked" "boolean" true 9.0 "已核对" / "Checked";
        "编辑是否核对过" / "Whether an editor has checked it";
        |record| Cell::Truth(record.checked);
    "url_zh" "string" true 32.0 "中文页" / "Chinese page";
        "中文页的路径，自网站根起" / "Path of the Chinese page from the site's root";
        |record| url(record, Lang::Zh);
    "url_en" "string" true 32.0 "英文页" / "English page";
        "英文页的路径，自网站根起" / "Path of the English page from the site's root";
        |record| url(record, Lang::En);
}

impl Column {
    /// The heading in both languages, for tables with one row of headings.
    pub(super) fn heading(&self) -> String {
        format!("{} / {}", self.title.zh, self.title.en)
    }
}

/// An interval of ISO 8601; two dots are an open end.
pub(super) fn interval(from: Option<Date>, to: Option<Date>) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    format!("{}/{}", day(from), day(to))
}
