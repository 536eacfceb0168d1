package io.firewitness.knowledge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firewitness.knowledge.document.Document.Entries;
import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Heading;
import io.firewitness.knowledge.document.Document.Link;
import io.firewitness.knowledge.document.Document.Paragraph;
import io.firewitness.knowledge.document.Document.Table;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
    private static final Document HOSTILE = new Document(
            "<script>alert(1)</script> & 'x'",
            Locale.ENGLISH,
            List.of(
                    new Heading("a_b *c*"),
                    new Paragraph("# no heading"),
                    new Entries(
                            true,
                            List.of(new Entry(
                                    "T\n## x",
                                    "d|e",
                                    "1. [a](http://x) &lt;",
                                    "a```b\n  c <d>",
                                    List.of(new Link("S\"q", "https://h/?a=1&b=\"><x>"))))),
                    new Table(List.of("h|1"), List.of(List.of(Link.plain("-a|b\nc"))))));

    @Test
    void markdownKeepsTextAsText() {
        assertThat(Markdown.of(HOSTILE)).isEqualTo("""
                # \\<script\\>alert(1)\\</script\\> & 'x'

                ## a\\_b \\*c\\*

                \\# no heading

                1. **T ## x** (d\\|e) \s
                   1\\. \\[a\\](http://x) \\&lt; \s
                   [S"q](<https://h/?a=1&b="x>)

                   ````
                   a```b
                     c <d>
                   ````

                | h\\|1 |
                | --- |
                | -a\\|b c |
                """);
    }

    @Test
    void htmlKeepsTextAsTextAndLoadsNothing() {
        String page = Html.of(HOSTILE);
        assertThat(page.substring(page.indexOf("<body>"))).isEqualTo("""
                <body>
                <main>
                <h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;x&#39;</h1>
                <h2>a_b *c*</h2>
                <p># no heading</p>
                <ol>
                <li><strong>T
                ## x</strong> (d|e)<br>1. [a](http://x) &amp;lt;<br><small><a href="https://h/?a=1&amp;b=&quot;&gt;&lt;x&gt;" rel="noreferrer">S&quot;q</a></small><pre><code>a```b
                  c &lt;d&gt;</code></pre></li>
                </ol>
                <table>
                <thead><tr><th scope="col">h|1</th></tr></thead>
                <tbody>
                <tr><td>-a|b
                c</td></tr>
                </tbody>
                </table>
                </main>
                </body>
                </html>
                """);
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
                .doesNotContain("<script", "src=", "@import", "url(");
    }

    @Test
    void plainTextHasOneBlockPerRow() {
        assertThat(PlainText.of(HOSTILE)).isEqualTo("""
                <script>alert(1)</script> & 'x'

                == a_b *c* ==

                # no heading

                1. T ## x (d|e)
                   1. [a](http://x) &lt;
                   [S"q https://h/?a=1&b="><x>]
                     a```b
                       c <d>

                   h|1: -a|b c
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "=1+1;\"'=1+1\"",
                "+1;\"'+1\"",
                "-1;\"'-1\"",
                "@SUM(A1);\"'@SUM(A1)\"",
                "~\t=1~;\"'\t=1\"",
                "~ =1~;\"' =1\"",
                "＝1;\"'＝1\"",
                "2500-3300;2500-3300",
                "a@b;a@b",
                "a,b;\"a,b\"",
                "say \"x\";\"say \"\"x\"\"\"",
                "~a\r\nb~;~\"a\r\nb\"~",
                "~~;~~"
            })
    void aCellOfCsvIsNeverAFormula(String cell, String expected) {
        assertThat(Csv.of(new Table(List.of("h"), List.of(List.of(Link.plain(cell))))))
                .isEqualTo("\uFEFFh\r\n" + expected + "\r\n");
    }

    @Test
    void aLinkIsAnAddressOfTheWebAndARowFitsItsHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Link("x", "javascript:alert(1)"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of(Link.plain("1")))));
    }
}
