//! Wrong usage of the command line, told in Chinese where messages are in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::language::Lang;

/// The language that the arguments ask for, though they cannot be read as a whole.
pub(super) fn language() -> Lang {
    // Arguments need not be UTF-8.
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let arguments: Vec<String> = arguments.collect();
    let asked = arguments.iter().enumerate().find_map(|(at, argument)| {
        let value = argument.strip_prefix("--messages")?;
        match value.strip_prefix('=') {
            Some(value) => Some(value.to_owned()),
            None if value.is_empty() => arguments.get(at + 1).cloned(),
            None => None,
        }
    });
    match asked.as_deref() {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => super::locale(),
    }
}

/// What is wrong, in Chinese; `None` where the parser's own words must do.
pub(super) fn chinese(error: &clap::Error) -> Option<String> {
    let told = |kind| error.get(kind).map(words).filter(|words| !words.is_empty());
    let argument = told(ContextKind::InvalidArg).unwrap_or_default();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    let mut lines = vec![match error.kind() {
        ErrorKind::UnknownArgument => format!("错误：不认识的参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!(
            "错误：没有命令“{}”",
            told(ContextKind::InvalidSubcommand).unwrap_or_default()
        ),
        ErrorKind::InvalidValue if value.is_empty() => format!("错误：参数“{argument}”缺少值"),
        ErrorKind::InvalidValue => format!("错误：参数“{argument}”的值不能是“{value}”"),
        ErrorKind::ValueValidation => format!("错误：参数“{argument}”的值“{value}”有误"),
        ErrorKind::MissingRequiredArgument => format!("错误：缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!(
            "错误：“{argument}”与“{}”不能同时使用",
            told(ContextKind::PriorArg).unwrap_or_default()
        ),
        ErrorKind::TooManyValues => format!("错误：多了“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("错误：参数“{argument}”的值的个数不对")
        }
        ErrorKind::NoEquals => format!("错误：参数“{argument}”后面要用等号"),
        ErrorKind::InvalidUtf8 => "错误：参数不是 UTF-8 文字".to_owned(),
        _ => return None,
    }];
    lines.extend(told(ContextKind::ValidValue).map(|valid| format!("  可用的值：{valid}")));
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let near = near.into_iter().find_map(told);
    lines.extend(near.map(|near| format!("  是不是“{near}”？")));
    let usage = error.get(ContextKind::Usage).map(ToString::to_string);
    let usage = usage.map(|usage| {
        usage
            .replace("Usage: ", "用法：")
            .replace("[OPTIONS]", "[选项]")
            .replace("<COMMAND>", "<命令>")
    });
    lines.extend(usage.map(|usage| format!("\n{}", usage.trim())));
    lines.push("\n详细说明：gongbao --help".to_owned());
    Some(lines.join("\n"))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join("、"),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}
