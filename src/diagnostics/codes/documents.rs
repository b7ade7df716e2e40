//! Findings of the stage `documents`: files that cannot be read as what they should be.
//!
//! D0xx files, D1xx front matter and settings, D2xx encodings of received documents, D3xx import.

super::rules! {
    UNREADABLE = "D001", Error;
        title: "文件无法读取" / "File cannot be read";
        why: "文件不存在、没有权限，或读取时出错，其内容没有进入网站。"
            / "The file is gone, may not be opened, or failed while being read; its content is not in the site.";
        mend: "请检查文件是否存在、是否有读取权限。" / "Check that the file exists and that you may read it.";
        example: "chmod 000 content/luan/2022-4.zh.md";
    SYMLINK_REFUSED = "D002", Error;
        title: "指向站外的链接" / "Link that leads out of the site";
        why: "站点文件夹内的符号链接指向站外，可能把无关文件发布出去。"
            / "A symbolic link inside the site leads outside it; following it could publish files that are nobody's business.";
        mend: "请把所指文件复制到站点内，删去链接。" / "Copy the file into the site and remove the link.";
        example: "ln -s /etc content/pages/notes";
    UNKNOWN_FILE = "D004", Warning;
        title: "文件名不符合约定" / "File name that fits nothing";
        why: "content 下的文件按名称读取，名称不符的不会进入网站。"
            / "Files under content/ are read by their names; one that fits no kind is not in the site.";
        mend: "请改名为 <计划>.zh.md、<计划>.en.md、<计划>.targets.toml 或 city.toml，或移出 content。"
            / "Rename it to <plan>.zh.md, <plan>.en.md, <plan>.targets.toml or city.toml, or move it out of content/.";
        example: "content/luan/2022-4.md";
    NOT_UTF8 = "D005", Error;
        title: "不是 UTF-8 编码" / "Not UTF-8";
        why: "站点文件一律为 UTF-8 编码，其他编码会变成乱码。"
            / "A site's files are UTF-8; read as anything else their text would be garbled.";
        mend: "请用编辑器“另存为”UTF-8；收到的原件请用 gongbao import 导入。"
            / "Save the file as UTF-8 in your editor; documents as received go through gongbao import.";
        example: "content/luan/2022-4.zh.md (GB18030)";
    FRONT_MATTER_MISSING = "D101", Error;
        title: "缺少文件头" / "No front matter";
        why: "文件头（两行“---”之间）写明标题、年份等，缺了就无从发布。"
            / "The front matter, between two lines of ---, gives title, year and more; without it the file cannot be published.";
        mend: "请在文件开头补上两行“---”，中间写 title、kind、year、covers、completeness。"
            / "Start the file with a line ---, then title, kind, year, covers, completeness, then another line ---.";
        example: "## 1.加大投入。";
    FRONT_MATTER_SYNTAX = "D102", Error;
        title: "文件头格式有误" / "Front matter cannot be read";
        why: "文件头须是 YAML：每行“键: 值”，半角冒号后有空格。"
            / "Front matter is YAML: one key: value a line, an ASCII colon followed by a space.";
        mend: "请检查这一行的冒号、引号、括号和缩进。" / "Check colons, quotation marks, brackets and indentation near this place.";
        example: "title：科技委2022年工作计划";
    DUPLICATE_KEY = "D103", Error;
        title: "键重复" / "Key written twice";
        why: "同一个键写了两次，不知以哪一个为准。" / "The same key stands twice and it is unclear which one holds.";
        mend: "请只留一个。" / "Keep one of them.";
        example: "year: 2022\nyear: 2023";
    UNKNOWN_KEY = "D104", Error;
        title: "不认识的键" / "Unknown key";
        why: "多半是拼写有误；不认识的键不会起任何作用。" / "Probably a slip of spelling; a key that is not known does nothing.";
        mend: "请改正拼写或删去。" / "Correct its spelling or remove it.";
        example: "tilte: 科技委2022年工作计划";
    WRONG_TYPE = "D105", Error;
        title: "值的类型不对" / "Value of the wrong type";
        why: "例如应为整数的地方写了文字。" / "For instance text where a whole number belongs.";
        mend: "请按提示改写。" / "Write it as the message says.";
        example: "year: 二〇二二";
    BAD_DATE = "D106", Error;
        title: "日期无效" / "Bad date";
        why: "日期须为 YYYY-MM-DD，且确有这一天。" / "A date is written YYYY-MM-DD and must exist.";
        mend: "请改正；日期不详就删去这一行。" / "Correct it, or remove the line where the date is not known.";
        example: "published: 2022-02-30";
    MISSING_KEY = "D107", Error;
        title: "缺少必填的键" / "Required key missing";
        why: "没有它就无法发布。" / "The file cannot be published without it.";
        mend: "请补上。" / "Add it.";
        example: "---\ntitle: 科技委2022年工作计划\n---";
    BAD_VALUE = "D108", Error;
        title: "值不在可用范围内" / "Value that cannot be";
        why: "此处只有几个词可用，或数值有范围。" / "Only a few words, or a range of numbers, are allowed here.";
        mend: "请改用提示所列的值。" / "Use one of the values the message lists.";
        example: "kind: plans";
    TOML_SYNTAX = "D109", Error;
        title: "TOML 格式有误" / "TOML cannot be read";
        why: "设置、城市、主题、指标、术语文件都是 TOML：键 = 值，文字加引号。"
            / "Settings, cities, topics, indicators and glossary are TOML: key = value, text in quotation marks.";
        mend: "请检查这一行的等号、引号和括号。" / "Check equals signs, quotation marks and brackets near this place.";
        example: "name = 六安市";
    // Encodings.
    FILE_TOO_LARGE = "D201", Error;
        title: "文件过大" / "File too large";
        why: "过大的文件多半不是文书，读入会占满内存。" / "A file of this size is hardly a document, and reading it may exhaust memory.";
        mend: "检查文件；若确为文书，请拆成几个文件。" / "Check the file; if it is a document, split it into several.";
        example: "content/sources/plans.txt (40 MB)";
    DAMAGED_ENCODING = "D202", Error;
        title: "编码有误" / "Damaged encoding";
        why: "有字节不符合文件的编码。猜测或替换会丢失原文，因此不予读入。" / "Some bytes do not fit the encoding of the file. Guessing or replacing them would lose official text, so the file is not read.";
        mend: "用原软件重新另存为 UTF-8，或重新取得文件。" / "Save the file again as UTF-8 with the program it came from, or get it again.";
        example: "\\xE7\\xA7 at the end of a UTF-8 file";
    LIKELY_BIG5 = "D203", Error;
        title: "疑为 Big5 编码" / "Probably Big5";
        why: "Big5 的字节也能按 GB18030 读出，但读出的是别的字。" / "Bytes of Big5 can be read as GB18030 without error, but give other characters.";
        mend: "把文件另存为 UTF-8。" / "Save the file as UTF-8.";
        example: "\\xAA\\xBA (的 in Big5)";
    BINARY_FILE = "D204", Error;
        title: "不是文本文件" / "Not a text file";
        why: "文件含有文本中不会出现的控制字符。" / "The file has control characters that no text has.";
        mend: "把文书另存为 .docx 或 UTF-8 文本。" / "Save the document as .docx or as UTF-8 text.";
        example: "PK\\x03\\x04\\x00\\x00";
}
