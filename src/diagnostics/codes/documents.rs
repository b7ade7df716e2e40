//! Findings of the stage `documents`.

super::rules! {
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
