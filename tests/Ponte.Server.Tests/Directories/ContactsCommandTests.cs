using System.Text;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Directories;

public sealed class ContactsCommandTests
{
    private const string Document = """
        company: { name: Rossi, country: IT, areaCode: "02" }
        directories:
          suppliers: { kind: csv }
          crm: { kind: http, url: "https://crm.example.com/{number}" }
        """;

    private const string Suppliers = """
        Ragione sociale;Referente;Telefono;Cellulare
        Neri Srl;;06 12345678;
        Bo & C.;Ugo Bo;06 5555555;333 1234567
        Senza numero;;;
        Verdi;;06 int. 5;
        """;

    [Fact]
    public async Task A_book_is_looked_at_imported_searched_exported_and_removed()
    {
        await using var server = await StartAsync();
        File.WriteAllText(server.Folder.File("fornitori.csv"), Suppliers);

        var preview = await server.RunAsync("contacts", "import", "fornitori.csv", "--book", "suppliers", "--preview");

        preview.ExitCode.Should().Be(0);
        preview
            .Out.Should()
            .StartWith("File: UTF-8, separated by semicolons\nColumns: Company: Ragione sociale; Numbers: Telefono, Cellulare\n");
        preview
            .Out.Should()
            .Contain("+390612345678")
            .And.EndWith("suppliers would have 2 contacts, 3 numbers, 2 rows left out, instead of 0 contacts. Nothing was changed.\n");
        preview.Error.Should().Be("fornitori.csv:4: Senza numero: no number; left out\nfornitori.csv:5: \"06 int. 5\" is no number\n");
        (await server.RunAsync("contacts", "search", "neri")).Out.Should().Be("No contacts.\n");

        var import = await server.RunAsync("contacts", "import", "fornitori.csv", "--book", "suppliers");

        import.Out.Should().EndWith("suppliers has 2 contacts, 3 numbers, 2 rows left out, instead of 0 contacts.\n");
        (await server.RunAsync("contacts", "search", "bo &")).Out.Should().Contain("+39065555555 +393331234567");
        (await server.RunAsync("contacts", "search", "5555")).Out.Should().Contain("Bo & C.").And.NotContain("Neri");
        (await server.RunAsync("contacts", "search", "%")).Out.Should().Be("No contacts.\n");
        (await server.RunAsync("contacts", "whose", "+39065555555")).Out.Should().Be("+39065555555  Bo & C.  (suppliers)\n");
        (await server.RunAsync("contacts", "whose", "+39060000000")).ExitCode.Should().Be(1);
        var list = await server.RunAsync("contacts", "list");
        list.Out.Split('\n')[1].Should().Contain("suppliers").And.Contain("gina").And.Contain("fornitori.csv");

        File.WriteAllText(server.Folder.File("export.csv"), await ExportAsync(server));
        (await server.RunAsync("contacts", "import", "export.csv", "--book", "suppliers"))
            .Out.Should()
            .EndWith("suppliers has 2 contacts, 3 numbers, instead of 2 contacts.\n");

        (await server.RunAsync("contacts", "remove", "--book", "suppliers")).Out.Should().Be("The contacts of suppliers were removed.\n");
        (await server.RunAsync("contacts", "remove", "--book", "suppliers")).ExitCode.Should().Be(1);
        (await server.RunAsync("contacts", "whose", "+39065555555")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task A_new_file_replaces_the_book_and_leaves_nothing_behind()
    {
        await using var server = await StartAsync();
        await ImportAsync(server, Suppliers);
        await ImportAsync(server, "Name,Phone\nEva Gialli,0611111111\n");

        (await server.RunAsync("contacts", "whose", "+39065555555")).ExitCode.Should().Be(1);
        (await server.RunAsync("contacts", "whose", "+390611111111")).Out.Should().Contain("Eva Gialli");
        Scalar(server.Folder, "SELECT count(*) FROM contacts").Should().Be(1);
        File.Exists(server.Folder.File("import.tmp")).Should().BeFalse();
    }

    [Theory]
    [InlineData("it_IT.UTF-8", "Colore;Taglia\nrosso;42\n", "le intestazioni (Colore, Taglia) non indicano una colonna")]
    [InlineData("it_IT.UTF-8", "Nome;Telefono\nAda;\n", "nessuna riga ha sia un nome sia un numero")]
    [InlineData("en_US.UTF-8", "Nome;Telefono\nUgo;0622222222\n\"Ada;06\n", "cannot be read to its end")]
    public async Task A_file_of_no_use_changes_nothing(string locale, string text, string message)
    {
        await using var server = await StartAsync();
        await ImportAsync(server, Suppliers);
        File.WriteAllText(server.Folder.File("b.csv"), text);

        var run = await CommandRun.Of(
            ["contacts", "import", "b.csv", "--book", "suppliers", "--data", server.Folder.Path],
            server.Folder.Path,
            locale
        );

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(message);
        (await server.RunAsync("contacts", "whose", "+39065555555")).ExitCode.Should().Be(0);
        Scalar(server.Folder, "SELECT count(*) FROM contacts").Should().Be(2, "what the broken import wrote is taken away");
    }

    [Fact]
    public async Task A_book_that_the_document_does_not_have_is_refused()
    {
        await using var server = await StartAsync();
        File.WriteAllText(server.Folder.File("a.csv"), Suppliers);

        (await server.RunAsync("contacts", "import", "a.csv", "--book", "crm"))
            .Error.Should()
            .Be("ponte: Nothing was changed: crm is no directory of kind csv in the company document. There are: suppliers.\n");
        (await server.RunAsync("contacts", "import", "nothing.csv", "--book", "suppliers")).Error.Should().Contain("cannot be read");
    }

    [Fact]
    public async Task Books_are_there_again_after_a_restart()
    {
        using var folder = new TestFolder();
        await using (var first = await StartAsync(folder))
        {
            await ImportAsync(first, Suppliers);
            Execute(folder, "INSERT INTO contacts VALUES (99, 1, 'left', 'behind', '+391')");
        }

        await using var second = await ServerUnderTest.StartAsync(folder);

        await UntilAsync(async () => (await second.RunAsync("contacts", "whose", "+393331234567")).ExitCode == 0);
        await UntilAsync(() => Task.FromResult(Scalar(folder, "SELECT count(*) FROM contacts") == 2));
    }

    [Fact]
    public async Task A_directory_that_is_set_aside_shows_in_health_and_list()
    {
        await using var server = await StartAsync();
        server.Telephony.DirectoryStatus =
        [
            new DirectoryStatus("suppliers", DirectoryKind.Csv, 3, null),
            new DirectoryStatus("crm", DirectoryKind.Http, null, "answers 500"),
        ];

        var health = server.State.Read();
        health.State.Should().Be(HealthState.Degraded);
        health
            .Directories.Select(d => (d.Name, d.State, d.Detail))
            .Should()
            .Equal(("suppliers", HealthState.Up, ""), ("crm", HealthState.Down, "answers 500"));
        (await server.RunAsync("contacts", "list")).Out.Should().Contain("answers 500");
        (await server.RunAsync("lines")).Out.Split('\n')[1].Should().Be("Directory crm: down: answers 500");
    }

    [Fact]
    public async Task A_large_file_is_imported_in_small_transactions()
    {
        await using var server = await StartAsync();
        var text = new StringBuilder("Nome;Cognome;Telefono\n");
        for (var i = 0; i < 50_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Nome {i};Cognome;+3906{i:0000000}\n");
        }
        File.WriteAllText(server.Folder.File("large.csv"), text.ToString());
        // Somebody else writes as often as the writer of events: an import that kept the database for itself would make it wait too long.
        using var stop = new CancellationTokenSource();
        var writing = WriteUntilAsync(server.Folder, stop.Token);

        var run = await server.RunAsync("contacts", "import", "large.csv", "--book", "suppliers");

        await stop.CancelAsync();
        run.Out.Should().EndWith("suppliers has 50000 contacts, 50000 numbers, instead of 0 contacts.\n");
        (await writing).Should().BeLessThan(TimeSpan.FromSeconds(3), "the time after which SQLite gives a writer up");
        (await server.RunAsync("contacts", "whose", "+39060049999")).Out.Should().Contain("Nome 49999 Cognome");
    }

    private static async Task<TimeSpan> WriteUntilAsync(TestFolder folder, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.Zero;
        using var timer = new PeriodicTimer(new EventWriterOptions().Delay);
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            Execute(folder, "UPDATE runs SET LastSeenAt = LastSeenAt + 1");
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
        }
        return longest;
    }

    private static async Task<ServerUnderTest> StartAsync(TestFolder? folder = null)
    {
        var server = await ServerUnderTest.StartAsync(folder);
        File.WriteAllText(server.Folder.File("c.yaml"), Document);
        (await server.RunAsync("apply", "c.yaml")).ExitCode.Should().Be(0);
        return server;
    }

    private static async Task ImportAsync(ServerUnderTest server, string text)
    {
        File.WriteAllText(server.Folder.File("a.csv"), text);
        (await server.RunAsync("contacts", "import", "a.csv", "--book", "suppliers")).ExitCode.Should().Be(0);
    }

    private static async Task<string> ExportAsync(ServerUnderTest server)
    {
        using var client = new AdminClient(server.Folder.File("admin.sock"));
        using var output = new MemoryStream();
        await client.ExportBookAsync("suppliers", output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static long Scalar(TestFolder folder, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={folder.File(PonteDatabase.FileName)};Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static void Execute(TestFolder folder, string sql) => Scalar(folder, sql);
}
