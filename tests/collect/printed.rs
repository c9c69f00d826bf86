//! The workbook as it is printed: every sheet, no page of it blank, each as wide as its paper.

use crate::given::{book, chosen};
use crate::programs::{Folder, convert, pages};
use ziping_base::lang::Lang;
use ziping_collect::Tongue;
use ziping_rules::fact::Sheet;

#[test]
fn every_printed_page_has_its_heads_and_none_is_blank() {
    let regimes = chosen(&["om", "credit"]);
    for (tongue, heads) in [
        (Tongue::One(Lang::Zh), ["怎么填", "2025年（元）", "提交形式", "每年合同额"]),
        (Tongue::Both, ["How to answer", "2025 (yuan)", "Handed in as", "Contract value per year"]),
    ] {
        let folder = Folder::new();
        let path = folder.0.join("book.xlsx");
        std::fs::write(&path, book(&regimes, &Sheet::new(), false, tongue)).unwrap();
        let pages = pages(&convert(&path, "pdf"));
        assert!((10..60).contains(&pages.len()), "{} pages", pages.len());
        for (number, page) in pages.iter().enumerate() {
            // Words may be broken over lines; the heads of a sheet stand on each of its pages.
            let plain: String = page.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(plain.chars().count() > 60, "page {} is nearly blank: {page}", number + 1);
            let has = |head: &&str| plain.contains(&head.replace(' ', ""));
            assert!(number == 0 || heads.iter().any(has), "page {} has no heads: {page}", number + 1);
        }
        for head in heads {
            assert!(pages.iter().any(|page| page.replace([' ', '\n'], "").contains(&head.replace(' ', ""))), "{head}");
        }
        assert!(pages[0].contains("示例科技有限公司") && pages[0].contains("李工"), "{}", pages[0]);
        // What is hidden is not printed.
        assert!(pages.iter().all(|page| !page.contains("ziping:1:") && !page.contains("cell:")));
    }
}
