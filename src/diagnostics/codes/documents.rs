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
        mend: "请检查文件；若确为文书，请拆成几个文件。" / "Check the file; if it is a document, split it into several.";
        example: "content/sources/plans.txt (40 MB)";
    DAMAGED_ENCODING = "D202", Error;
        title: "编码有误" / "Damaged encoding";
        why: "有字节不符合文件的编码。猜测或替换会丢失原文，因此不予读入。" / "Some bytes do not fit the encoding of the file. Guessing or replacing them would lose official text, so the file is not read.";
        mend: "请用原软件重新另存为 UTF-8，或重新取得文件。" / "Save the file again as UTF-8 with the program it came from, or get it again.";
        example: "\\xE7\\xA7 at the end of a UTF-8 file";
    LIKELY_BIG5 = "D203", Error;
        title: "疑为 Big5 编码" / "Probably Big5";
        why: "Big5 的字节也能按 GB18030 读出，但读出的是别的字。" / "Bytes of Big5 can be read as GB18030 without error, but give other characters.";
        mend: "请把文件另存为 UTF-8。" / "Save the file as UTF-8.";
        example: "\\xAA\\xBA (的 in Big5)";
    BINARY_FILE = "D204", Error;
        title: "不是文本文件" / "Not a text file";
        why: "文件含有文本中不会出现的控制字符。" / "The file has control characters that no text has.";
        mend: "请把文书另存为 .docx 或 UTF-8 文本。" / "Save the document as .docx or as UTF-8 text.";
        example: "PK\\x03\\x04\\x00\\x00";

    // Import of documents as received.
    UNSUPPORTED_FORMAT = "D301", Error;
        title: "不支持的文件格式" / "Unsupported file format";
        why: "导入读取纯文本、Markdown 和 .docx；旧版 Word、WPS 和 PDF 文件不能可靠地读出文字。" / "Import reads text, Markdown and .docx; text cannot be had reliably from old Word, WPS or PDF files.";
        mend: "请用 Word 或 WPS 打开，另存为 .docx（不设密码）再导入。" / "Open it with Word or WPS, save as .docx without a password, and import that.";
        example: "gongbao import plan.doc";
    BAD_WORD_FILE = "D302", Error;
        title: "Word 文件损坏" / "Broken Word file";
        why: "文件不是完整的 .docx，其中的文字读不全。" / "The file is no complete .docx, so its text cannot be read in full.";
        mend: "请用 Word 或 WPS 打开并重新另存为 .docx。" / "Open it with Word or WPS and save it as .docx again.";
        example: "gongbao import cut-off.docx";
    WORD_FILE_TOO_LARGE = "D303", Error;
        title: "Word 文件展开后过大" / "Word file too large when unpacked";
        why: "展开后大得反常的文件会占满内存。" / "A file that unpacks to an unusual size may exhaust memory.";
        mend: "请检查文件来源；必要时把文字另存为纯文本再导入。" / "Check where the file comes from; if need be save its text as plain text and import that.";
        example: "gongbao import bomb.docx";
    EMPTY_SOURCE = "D304", Error;
        title: "文件中没有文字" / "No text in the file";
        why: "没有文字可以导入；内容可能是图片。" / "There is no text to import; the content may be pictures.";
        mend: "请换用含文字的文件。" / "Use a file that has text.";
        example: "gongbao import scan.docx";
    NO_TITLE = "D305", Warning;
        title: "没有找到标题" / "No title found";
        why: "计划须有收录时的标题；没有标题时，暂以文件名代替，待编辑核实。" / "A plan needs the title it was received with; where none is found the file's name stands in until an editor says better.";
        mend: "请在计划文件的 title 中填写标题。" / "Write the title into `title` of the plan file.";
        example: "一、总体要求 (on the first line)";
    UNPLACED_LINE = "D306", Warning;
        title: "位置不明的行" / "Line without a certain place";
        why: "这一行不能确定属于哪一条。文字照原样、按原顺序保留，由编辑决定。" / "It is not certain which section the line belongs to. It is kept as it is, in its order; an editor decides.";
        mend: "请在计划文件中查看这一行，必要时把它改成标题。" / "Look at the line in the plan file; make it a heading if it is one.";
        example: "保障措施 (alone on a line, without a number)";
    DUPLICATE_NUMBER = "D307", Warning;
        title: "编号重复或倒退" / "Number repeated or going back";
        why: "同一级的编号重复或倒退，键须各不相同，因此后一条的键另加字母。" / "A number stands twice at one level or is smaller than the one before; keys must differ, so the later section's key gets a letter.";
        mend: "请核对原文。键一经发布不再更改。" / "Compare with the source. Once published, a key does not change.";
        example: "5.…… 5.……";
    MISSING_NUMBER = "D308", Warning;
        title: "编号不连续" / "Numbers missing";
        why: "编号之间有缺，原文可能有遗漏。" / "Numbers are missing in between; the source may have lost text.";
        mend: "请核对原文；确系原文如此，在文件头的 gaps 中声明。" / "Compare with the source; if it is so, declare the numbers in `gaps` of the front matter.";
        example: "3.…… 5.……";
    GUESSED = "D309", Note;
        title: "由导入推定" / "Guessed by import";
        why: "城市、年份、类别是从文字推定的，须由编辑核实。" / "City, year and kind are guessed from the text; an editor confirms them.";
        mend: "核实后从 needs_confirmation 中删去相应的键。" / "Check them and remove the keys from `needs_confirmation`.";
        example: "needs_confirmation: [city, kind, covers]";
    LEFT_OUT = "D310", Note;
        title: "未导入的内容" / "Content not imported";
        why: "图片、页眉页脚、目录等不属于正文，没有导入。" / "Pictures, headers and footers, tables of contents and the like are not text of the document and were not imported.";
        mend: "如其中有正文，请手工补入。" / "If some of it is text of the document, add it by hand.";
        example: "a picture in plan.docx";
    CITY_UNKNOWN = "D311", Error;
        title: "无法确定城市" / "City unknown";
        why: "文字中没有城市名称，不能确定放在哪个城市之下。" / "The text names no city, so it is not known whose plan it is.";
        mend: "请用 --city 指明，如 --city luan。" / "Say it with --city, as in --city luan.";
        example: "gongbao import plan.txt";
    YEAR_UNKNOWN = "D312", Error;
        title: "无法确定年份" / "Year unknown";
        why: "标题和开头、落款都没有年份。" / "No year stands in the title, the opening or the signature.";
        mend: "请用 --year 指明，如 --year 2022。" / "Say it with --year, as in --year 2022.";
        example: "gongbao import plan.txt";
    PLAN_EXISTS = "D313", Error;
        title: "已有另一份计划" / "Another plan is there already";
        why: "同名的计划文件来自另一份原文，导入会把它覆盖。" / "The plan file of that name comes from another source, and import would write over it.";
        mend: "请给其中一份改名，或用 --year、--city 指明。" / "Rename one of them, or use --year or --city.";
        example: "content/luan/2022.zh.md";
    SOURCE_NAME_TAKEN = "D314", Error;
        title: "原文文件名已被占用" / "Name of the source is taken";
        why: "content/sources/ 中已有同名而内容不同的文件，是其他计划的原文。" / "content/sources/ has a different file of that name, from which other plans were made.";
        mend: "请给要导入的文件改名再导入。" / "Rename the file and import it again.";
        example: "content/sources/plans.txt";
    KEY_CHANGED = "D315", Warning;
        title: "键有变动" / "Key affected";
        why: "更正后的原文使一条消失或改了编号；已发布的地址和译文都按键对应。" / "The corrected source drops or renumbers a section; addresses and translations go by its key.";
        mend: "请核对原文和译文；消失的键须设转址或说明撤回。" / "Compare source and translation; a key that vanishes needs a redirect or a withdrawal.";
        example: "5.…… becomes 6.……";
    CITY_WITHOUT_FILE = "D316", Note;
        title: "新建了城市文件" / "City file made";
        why: "站点还没有这个城市，导入按名称新建了城市文件。" / "The site did not have the city yet; import made its file from the name.";
        mend: "请补全并核对 city.toml。" / "Complete and check city.toml.";
        example: "content/hefei/city.toml";
    CITY_WITHOUT_NAME = "D317", Warning;
        title: "城市名称不明" / "City without a name";
        why: "--city 给出的拼音名不是已知的城市，文字中也没有读音相同的地名；可能是笔误。" / "The slug given with --city is that of no known city, and no name in the text is pronounced so; it may be a slip.";
        mend: "请在 city.toml 中填写中英文名称；如系笔误，请删去新建的文件，改正后重新导入。" / "Write the names into city.toml; if it was a slip, remove the new files and import again with the right one.";
        example: "gongbao import plan.txt --city hefie";
    ATTACHMENTS = "D318", Note;
        title: "附件未分条" / "Attachments kept as text";
        why: "附件各自编号，其中的编号不是本计划的条目，因此落款、附件清单和附件一并作为文字收入 end。" / "Attachments number their own items, which are no sections of this plan; signature, list of attachments and attachments are kept in `end` as text.";
        mend: "附件本身如是计划，请把它单独存成文件再导入；其余附件请核对是否需要随计划发布。" / "If an attachment is a plan itself, save it as a file of its own and import that; see whether the others are to be published with the plan.";
        example: "附件1 …… 1.量子项目 2.聚变项目";
    TITLE_CHANGED = "D319", Warning;
        title: "标题有变" / "Title differs";
        why: "更正后的原文标题与计划文件的标题不同；标题未经编辑改动的，导入已改为新题。" / "The corrected source has another title than the plan file; where no editor had changed it, import put the new one in.";
        mend: "请核对标题，以及译文的标题、year 和 covers 是否随之改动。" / "Check the title, and whether the translation’s title, `year` and `covers` change with it.";
        example: "title: 六安市2022年工作要点 → 六安市2022年科技工作要点";
}
