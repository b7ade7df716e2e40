//! What the template engine's messages say, in Chinese: it speaks to programmers, and in English only.

use crate::language::Bilingual;

/// Words of a message that tell the mistake, and its name; `{}` is the first name that the message
/// quotes, `{2}` the second.
const MISTAKES: &[(&str, &str)] = &[
    ("Unknown filter", "没有过滤器“{}”"),
    ("is not registered", "没有过滤器“{}”"),
    ("Unknown test", "没有判断“{}”"),
    ("Unknown function", "没有函数“{}”"),
    ("Unknown component", "没有组件“{}”"),
    ("Unknown template", "没有模板“{}”"),
    ("is inheriting from", "模板“{}”的上级模板“{2}”不存在"),
    ("not found in template", "模板“{2}”中没有块“{}”"),
    ("in any parent template", "上级模板中没有块“{}”"),
    ("Template '", "没有模板“{}”"),
    ("Component '", "没有组件“{}”"),
    (
        "invalid field of `loop`",
        "loop 没有这个字段，可用 index、index0、first、last、length",
    ),
    ("Variable", "变量“{}”没有定义"),
    ("Field", "字段“{}”没有定义"),
    ("undefined", "这里的值没有定义"),
    ("Missing keyword argument", "缺少参数“{}”"),
    ("defined more than once", "“{}”写了两次"),
    ("defined in both", "“{}”有两处定义"),
    ("already contains", "“{}”已经定义过"),
    ("already extending", "模板已有上级模板“{}”"),
    ("Circular", "模板“{}”的引用绕成了一圈"),
    ("end of input", "模板在这里中断，标签或括号没有结束"),
    ("missing its closing", "引号没有成对"),
    ("Closing comment", "注释没有结束"),
    ("Unclosed component", "组件“{}”没有结束"),
    ("doesn't match opening", "结束标签“{}”与开始标签“{2}”不一致"),
    (
        "would be ignored",
        "这部分不会出现在页面上：子模板最外层只能写 extends、block 和 component",
    ),
    (
        "Unknown tag",
        "这里的标签没有开头，或者前面的 if、for、block 没有结束",
    ),
    ("elif", "if 没有以 endif 结束"),
    (
        "Invalid type for the value",
        "值的类型不合：应为 {}，这里是 {2}",
    ),
    ("Iteration not possible", "这里的值不是列表，不能逐项取用"),
    (
        "iteration is not possible",
        "这里的值不是键值表，不能按键取用",
    ),
    ("Math operations", "只有数可以运算"),
    ("Cannot compare", "这两个值不能比较"),
    ("Unexpected character", "有一个字符不能用在这里"),
    ("but expected", "这里的写法不对：不应是 {}"),
    ("too complex", "表达式太复杂"),
    ("too deep", "嵌套太深"),
    ("recursion", "组件互相引用，没有尽头"),
];

/// A message of the engine in both languages.
pub(super) fn named(message: &str) -> Bilingual {
    // What follows the first line draws the place, which the finding shows itself.
    let line = message.lines().next().unwrap_or_default();
    let english = line.strip_prefix("error: ").unwrap_or(line);
    let quoted: Vec<&str> = english
        .split(['`', '\''])
        .skip(1)
        .step_by(2)
        .filter(|name| !name.is_empty())
        .collect();
    let quoted = |nth: usize| quoted.get(nth).copied().unwrap_or("?");
    let chinese = MISTAKES
        .iter()
        .find(|(told_by, _)| english.contains(told_by))
        .map_or_else(
            || "从这里读不下去".to_owned(),
            |(_, name)| name.replace("{}", quoted(0)).replace("{2}", quoted(1)),
        );
    Bilingual::new(chinese, english)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn mistakes_are_named_in_chinese() {
        let cases = [
            ("Unknown filter `upcase`", "没有过滤器“upcase”"),
            (
                "Variable `plna` is not defined. Available: plan",
                "变量“plna”没有定义",
            ),
            ("Field `titel` is not defined.", "字段“titel”没有定义"),
            (
                "Template 'a.html' is inheriting from 'b.html', which doesn't exist or isn't loaded.",
                "模板“a.html”的上级模板“b.html”不存在",
            ),
            ("Template 'c.html' not found", "没有模板“c.html”"),
            (
                "error: Unknown component `x`\n --> a.html:1:1",
                "没有组件“x”",
            ),
            (
                "Unexpected end of input",
                "模板在这里中断，标签或括号没有结束",
            ),
            ("Something new", "从这里读不下去"),
        ];
        for (message, chinese) in cases {
            assert_eq!(named(message).zh, chinese, "{message}");
        }
    }
}
