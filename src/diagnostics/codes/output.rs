//! Findings of the stage `output`.

super::rules! {
    UNUSABLE_PATH = "O001", Error;
        title: "地址不能用作文件名" / "address that cannot be a file";
        why: "网站是一个文件夹，会被上传、解压到各种系统；空的部分、“..”、盘符、控制字符和 Windows 保留的名称不能成为文件名。"
            / "A site is a folder that is uploaded to and unpacked on many systems; empty parts, “..”, drive letters, control characters and names that Windows reserves cannot be files.";
        mend: "请改用小写字母、数字和连字符组成的名称。" / "Use a name of small letters, digits and hyphens.";
        example: "content/aux/city.toml";

    ADDRESS_CLASH = "O002", Error;
        title: "两个页面占用同一地址" / "two pages with one address";
        why: "后写的会盖掉先写的；只有大小写不同的地址在 Windows 和 macOS 上也是同一个文件。"
            / "The later would overwrite the earlier; addresses that differ by case alone are one file on Windows and macOS.";
        mend: "请给其中一个改名。" / "Rename one of them.";
        example: "content/pages/luan.zh.md + content/pages/Luan.zh.md";

    FOREIGN_OUTPUT = "O003", Error;
        title: "输出文件夹里有别的文件" / "output folder holds other files";
        why: "构建会整个替换输出文件夹；不是本程序写的文件一旦替换就会丢失。"
            / "A build replaces the whole output folder; files that this program did not write would be lost.";
        mend: "请把这些文件移走，或者用 --output 另选一个文件夹。" / "Move these files out, or choose another folder with --output.";
        example: "gongbao build --output ~/Documents";

    OUTPUT_PLACE = "O004", Error;
        title: "输出位置不合适" / "output in an unfit place";
        why: "输出文件夹不能是网站文件夹本身、包含它的文件夹，也不能在 content、themes 里面：替换它会毁掉内容，写在里面会被当作内容读入。"
            / "The output cannot be the site's folder, a folder that holds it, or lie in content or themes: replacing it would destroy the content, and what lies inside would be read as content.";
        mend: "请用 --output 选一个专用的文件夹，例如 public。" / "Choose a folder for it alone with --output, such as public.";
        example: "gongbao build --output .";

    OUTPUT_LINK = "O005", Error;
        title: "输出里有符号链接" / "symbolic link in the output";
        why: "经过链接写文件会写到网站之外。" / "Writing through a link would write outside the site.";
        mend: "请删去链接；输出文件夹本身是链接时，请直接给出它指向的文件夹。" / "Remove the link; where the output folder is one itself, give the folder it points to.";
        example: "ln -s /var/www/html public; gongbao build";

    OUTPUT_BUSY = "O006", Error;
        title: "另一个构建正在写同一文件夹" / "another build writes this folder";
        why: "两个构建同时写会把两个版本混在一起。" / "Two builds at once would mix two versions.";
        mend: "请等那个构建结束后再试。" / "Try again when that build has ended.";
        example: "gongbao build & gongbao build";

    OUTPUT_FAILED = "O007", Error;
        title: "写不出文件" / "cannot write";
        why: "磁盘已满、没有权限或文件系统出错。原来的网站没有改动。" / "The disk is full, access is denied, or the file system failed. The site as it was is untouched.";
        mend: "请腾出空间或改正权限后再试。" / "Free some space or mend the permissions, then try again.";
        example: "gongbao build --output /proc/site";
}
