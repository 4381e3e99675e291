//! PDFs made for the tests: pages of lines, and whatever a hostile hand could add.

use std::fmt::Write as _;

/// A PDF that is being made.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    labels: String,
    trailer: String,
}

impl Paper {
    /// Without pages; objects 1 to 3 are the catalogue, the page tree and the font.
    pub(crate) fn new() -> Self {
        Self { objects: vec![Vec::new(); 3], ..Self::default() }
    }

    /// Pages with these lines.
    pub(crate) fn of(pages: &[&str]) -> Self {
        let mut paper = Self::new();
        for page in pages {
            paper.page(page);
        }
        paper
    }

    /// Adds an object; gives its number.
    pub(crate) fn object(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// Adds a stream.
    pub(crate) fn stream(&mut self, about: &str, content: &[u8]) -> usize {
        let mut body = format!("<< {about} /Length {} >>\nstream\n", content.len()).into_bytes();
        body.extend(content);
        body.extend(b"\nendstream");
        self.object(body)
    }

    /// Adds a page with these lines of text, in Latin-1.
    pub(crate) fn page(&mut self, lines: &str) -> &mut Self {
        let content = text_operators(lines, 60, 780);
        let stream = self.stream("", &latin(&content));
        self.page_of(stream, "")
    }

    /// Adds a page with this content stream and these resources.
    pub(crate) fn page_of(&mut self, stream: usize, resources: &str) -> &mut Self {
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \
             /Resources << /Font << /F 3 0 R >> {resources} >> /Contents {stream} 0 R >>"
        ));
        self.pages.push(page);
        self
    }

    /// Adds a page with this content.
    pub(crate) fn raw(&mut self, content: &str) -> &mut Self {
        let stream = self.stream("", &latin(content));
        self.page_of(stream, "")
    }

    /// Sets the number tree of page labels.
    pub(crate) fn labels(&mut self, numbers: &str) -> &mut Self {
        self.labels = format!("/PageLabels << /Nums [{numbers}] >>");
        self
    }

    /// Adds to the trailer.
    pub(crate) fn trailer(&mut self, more: &str) -> &mut Self {
        more.clone_into(&mut self.trailer);
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut objects = self.objects.clone();
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let kids = kids.join(" ");
        objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.labels).into_bytes();
        objects[1] =
            format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into_bytes();
        objects[2] =
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_vec();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (number, body) in (1..).zip(&objects) {
            offsets.push(file.len());
            file.extend(format!("{number} 0 obj\n").as_bytes());
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1);
        for offset in offsets {
            let _ = writeln!(table, "{offset:010} 00000 n ");
        }
        let _ = write!(
            table,
            "trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1,
            self.trailer
        );
        file.extend(table.as_bytes());
        file
    }
}

/// Lines of 11-point text from a place on.
pub(crate) fn text_operators(lines: &str, x: u32, y: u32) -> String {
    let mut content = format!("BT /F 11 Tf 14 TL {x} {y} Td\n");
    for line in lines.lines() {
        let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(content, "({line}) Tj T*");
    }
    content.push_str("ET\n");
    content
}

/// Latin-1, with the signs that Windows has beyond it.
fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '’' => 0x92,
            'œ' => 0x9c,
            '–' => 0x96,
            '…' => 0x85,
            letter => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
        })
        .collect()
}
