using System.Text;
using CsCheck;
using Ponte.Server.Directories;
using Ponte.Server.Directories.Csv;

namespace Ponte.Server.Tests.Directories;

public sealed class ContactCsvTests
{
    private readonly List<RowProblem> _problems = [];

    [Theory]
    [InlineData("Name,Phone\nAda Neri,0612345678")]
    [InlineData("Nome;Cognome;Telefono\r\nAda;Neri;06 1234 5678\r\n")]
    [InlineData("\uFEFFNOMINATIVO\tTelefono\nAda Neri\t+39 06 12345678\n")]
    [InlineData("sep=|\nnome|cellulare\nAda Neri|0612345678")]
    [InlineData("\n\n;;\nNome;Numero\n\n;\nAda Neri;06/12345678\n;;;\n")]
    [InlineData("Nome;Telefono\rAda Neri;0612345678\r")]
    [InlineData("\"Display Name\",\"Business Phone\",\"E-mail\"\n\"Ada Neri\",\"0612345678\",x")]
    [InlineData("Name,Phone\n\"Ada\nNeri\",\"0612345678\"")]
    [InlineData("Name,Phone\nAda Neri,=\"0612345678\"")]
    [InlineData("Name,Phone\nAda Neri,'+390612345678")]
    [InlineData("Name,Phone 1 - Type,Phone 1 - Value\nAda Neri,Mobile 2,0612345678 ::: 06 1234 5678")]
    [InlineData("Name,Fax,P. IVA,Telefono (uff.),Num. dipendenti\nAda Neri,0611111111,01234567890,0612345678,12")]
    public void Files_of_all_kinds_give_the_same_contact(string text)
    {
        Read(text).Should().BeEquivalentTo([new Contact("Ada Neri", "", ["+390612345678"])]);
        _problems.Should().BeEmpty();
    }

    [Fact]
    public void A_contact_has_name_organisation_and_several_numbers()
    {
        var contact = Read(
            """
            Ragione sociale;Nome;Cognome;Telefono;Cellulare;Interno
            "Neri & C. ""Forniture""; Roma";Ada;Neri;"06 12345678 / 06 87654321";333 1234567;
            Bo Srl;;;06 5555555;;
            ACME;Acme;;06 6666666;;
            """
        );

        contact[0].Shown.Should().Be("Ada Neri (Neri & C. \"Forniture\"; Roma)");
        contact[0].Numbers.Should().Equal("+390612345678", "+390687654321", "+393331234567");
        contact[1].Shown.Should().Be("Bo Srl");
        contact[2].Shown.Should().Be("Acme", "a name that is the organisation's is said once");
    }

    [Fact]
    public void Wrong_rows_are_told_by_line_and_left_out()
    {
        var contacts = Read(
            """
            Name;Phone;Mobile
            Ada;0612345678;
            ;0611111111;
            "two
            lines";;
            Eva;06 int. 5;0622222222
            Ugo;3,90612E+11;
            Bo;n.d.;
            """
        );

        contacts.Select(c => c.Name).Should().Equal("Ada", "Eva");
        _problems
            .Should()
            .Equal(
                new RowProblem(3, RowProblemKind.NoName, ""),
                new RowProblem(4, RowProblemKind.NoNumber, "two lines"),
                new RowProblem(6, RowProblemKind.BadNumber, "06 int. 5"),
                new RowProblem(7, RowProblemKind.RoundedNumber, "3,90612E+11"),
                new RowProblem(8, RowProblemKind.NoNumber, "Bo")
            );
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_told_with_its_line()
    {
        Read("Name;Phone\nAda;0612345678\n\"Ugo;06\nEva;0622222222\n").Should().ContainSingle();
        _problems.Should().Equal(new RowProblem(3, RowProblemKind.QuoteNotClosed, ""));
    }

    [Theory]
    [InlineData(9000, 1, nameof(RowProblemKind.FieldTooLong))]
    [InlineData(1, 1100, nameof(RowProblemKind.TooManyFields))]
    public void Rows_without_end_are_not_read(int length, int fields, string problem)
    {
        var row = string.Join(';', Enumerable.Repeat(new string('a', length), fields));
        Read($"Name;Phone\n{row}\nAda;0612345678").Should().BeEmpty();
        _problems.Should().Equal(new RowProblem(2, Enum.Parse<RowProblemKind>(problem), ""));
    }

    [Theory]
    [InlineData("Colore;Taglia\nrosso;42")]
    [InlineData("Nome;Email\nAda;a@b")]
    [InlineData("Telefono\n06")]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Without_columns_for_name_and_number_nothing_can_be_imported(string text) => Open(text).Columns.IsUsable.Should().BeFalse();

    [Theory]
    [InlineData("Società", "societa")]
    [InlineData("  RAGIONE_SOCIALE ", "ragione sociale")]
    [InlineData("Telefono (uff.)", "telefono uff")]
    [InlineData("E-mail", "e mail")]
    public void Headings_are_compared_without_case_accents_and_signs(string heading, string plain) =>
        ContactColumns.Plain(heading).Should().Be(plain);

    [Fact]
    public void Reading_never_fails() =>
        Gen.OneOf(Gen.Char["\"=;,\r\n a0+'"], Gen.Char)
            .Array[0, 200]
            .Sample(chars =>
            {
                var text = new string(chars);
                return Read("Name;Phone\n" + text).TrueForAll(c => c.Shown.Length > 0 && c.Numbers.Length > 0)
                    && Read(text).Count <= chars.Length;
            });

    [Fact]
    public void What_is_exported_can_be_imported() =>
        Gen.Select(
                Gen.OneOf(Gen.Char["\"=;,\r\n a0+'-@\t"], Gen.Char).Array[0, 30],
                Gen.OneOf(Gen.Char[";,\"=Srl "], Gen.Char).Array[0, 30]
            )
            .Sample(
                (name, organisation) =>
                {
                    var clean = Ponte.Pbx.Directories.DirectoryEntry.CleanName(string.Concat(new string(name).EnumerateRunes()));
                    var firm = Ponte.Pbx.Directories.DirectoryEntry.CleanName(string.Concat(new string(organisation).EnumerateRunes()));
                    if (clean.Length == 0 || clean.Equals(firm, StringComparison.OrdinalIgnoreCase))
                    {
                        return;
                    }
                    var contact = new Contact(clean, firm, ["+390612345678", "201"]);
                    using var text = new StringWriter();
                    var writer = new ContactCsvWriter(text);
                    writer.BeginAsync().IsCompletedSuccessfully.Should().BeTrue();
                    writer.WriteAsync(contact).IsCompletedSuccessfully.Should().BeTrue();

                    Read(text.ToString()).Should().BeEquivalentTo([contact]);
                }
            );

    [Fact]
    public async Task No_cell_of_an_export_is_a_formula()
    {
        await using var text = new StringWriter();
        await new ContactCsvWriter(text).WriteAsync(new Contact("=HYPERLINK(\"http://x\")", "@SUM", ["+390612345678"]));

        text.ToString().Should().Be("\"'=HYPERLINK(\"\"http://x\"\")\",'@SUM,+390612345678\r\n");
    }

    [Theory]
    [InlineData("UTF-8", 65001, true)]
    [InlineData("UTF-8", 65001, false)]
    [InlineData("UTF-16", 1200, true)]
    [InlineData("UTF-16", 1200, false)]
    [InlineData("UTF-16", 1201, true)]
    [InlineData("UTF-16", 1201, false)]
    [InlineData("Windows-1252", 1252, false)]
    public void The_encoding_is_found_out(string name, int codePage, bool hasMark)
    {
        var encoding = codePage == 1252 ? TextEncodings.Windows1252 : Encoding.GetEncoding(codePage);
        // The accents come late, and across the blocks that are read.
        var text = "Nome;Telefono\n" + string.Concat(Enumerable.Repeat("Ada;0612345678\n", 10_000)) + "Nicolò Pèrdù €;0612345678\n";
        using var file = new MemoryStream([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);

        var found = TextEncodings.Detect(file);

        TextEncodings.NameOf(found).Should().Be(name);
        using var reader = new StreamReader(file, found);
        reader.ReadToEnd().Should().Be(text);
    }

    [Fact]
    public void UTF_8_is_seen_wherever_blocks_end()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            using var file = new MemoryStream([
                .. new byte[shift].Select(_ => (byte)'a'),
                .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀", 40_000))),
            ]);
            TextEncodings.NameOf(TextEncodings.Detect(file)).Should().Be("UTF-8");
        }
        using var broken = new MemoryStream([(byte)'a', 0xC3]);
        TextEncodings.NameOf(TextEncodings.Detect(broken)).Should().Be("Windows-1252");
    }

    private ContactCsv Open(string text) =>
        ContactCsv.Open(() => new StringReader(text.TrimStart('\uFEFF')), Companies.Rossi, _problems.Add);

    private List<Contact> Read(string text) => [.. Open(text).Read()];
}
