using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Directories;

public sealed class CompanyDirectoryTests : IAsyncLifetime
{
    private const string Ada = "+390612345678";
    private const string Ugo = "+390698765432";
    private static readonly DirectoryOptions Options = new();

    private const string Text = """
        company: { name: Rossi, country: IT, areaCode: "02" }
        lines: { teams: { kind: teams, fqdn: sbc.example.com } }
        users: { mrossi: { name: Mario Rossi, extension: "201", number: "+390212345601", teams: {} } }
        directories:
          suppliers: { kind: csv }
          customers: { kind: csv }
          company: { kind: ldap, server: "ldaps://dc.example.com" }
          crm: { kind: http, url: "https://crm.example.com/?n={number}" }
        """;

    private readonly FakeTimeProvider _time = new();
    private readonly CompanyInForce _company = new();
    private readonly LocalBooks _books = new();
    private readonly LogLines _log = new();
    private readonly Dictionary<string, TestSource> _sources = [];
    private readonly CompanyDirectory _directory;

    public CompanyDirectoryTests() =>
        _directory = new CompanyDirectory(_company, _books, s => _sources[s.Name] = new TestSource(s.Name), Options, _time, _log);

    private TestSource Ldap => _sources["company"];

    private TestSource Crm => _sources["crm"];

    public async ValueTask InitializeAsync() => await ApplyAsync(Text);

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    [Theory]
    [InlineData("201", "Mario Rossi", "users")]
    [InlineData("+390212345601", "Mario Rossi", "users")]
    [InlineData(Ada, "Ada Neri", "suppliers")]
    [InlineData(Ugo, "Ugo Bo", "customers")]
    public async Task Users_go_first_then_the_books_in_the_documents_order_at_once(string number, string name, string source)
    {
        _books.Replace("suppliers", Book("Ada Neri", Ada, "Impostor", "201", "Impostor", "+390212345601"));
        _books.Replace("customers", Book("Ada of the customers", Ada, "Ugo Bo", Ugo));

        var found = _directory.FindAsync(number, CancellationToken.None);

        found.IsCompletedSuccessfully.Should().BeTrue("what is in memory is not waited for");
        (await found).Should().Be(new DirectoryEntry(number, name, source));
        (Ldap.Asked + Crm.Asked).Should().Be(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("333")]
    [InlineData("112")]
    public async Task What_means_nothing_outside_is_asked_nobody(string number)
    {
        var found = _directory.FindAsync(number, CancellationToken.None);

        found.IsCompletedSuccessfully.Should().BeTrue();
        (await found).Should().BeNull();
        (Ldap.Asked + Crm.Asked).Should().Be(0);
    }

    [Fact]
    public async Task Sources_are_asked_side_by_side_and_the_first_of_the_document_wins()
    {
        var found = _directory.FindAsync(Ada, CancellationToken.None);
        var (first, second) = (await Ldap.NextAsync(), await Crm.NextAsync());

        second.Finds("Ada of the CRM");
        found.IsCompleted.Should().BeFalse("the LDAP server may still know better");
        first.Finds("Ada Neri");

        (await found).Should().Be(new DirectoryEntry(Ada, "Ada Neri", "company"));
        first.Number.National.Should().Be("0612345678");
    }

    [Fact]
    public async Task The_first_source_decides_without_the_others()
    {
        var found = _directory.FindAsync(Ada, CancellationToken.None);
        await Crm.NextAsync();
        (await Ldap.NextAsync()).Finds("Ada Neri");

        (await found)!.Name.Should().Be("Ada Neri");
    }

    [Fact]
    public async Task After_200_ms_the_call_goes_on()
    {
        var found = _directory.FindAsync(Ada, CancellationToken.None);
        await Ldap.NextAsync();
        await Crm.NextAsync();
        _time.Advance(Options.Budget - TimeSpan.FromMilliseconds(1));
        found.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await found).Should().BeNull();
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_there_for_the_next_call()
    {
        var found = _directory.FindAsync(Ada, CancellationToken.None);
        var (first, second) = (await Ldap.NextAsync(), await Crm.NextAsync());
        second.FindsNothing();
        _time.Advance(Options.Budget);
        (await found).Should().BeNull();
        var next = _directory.FindAsync(Ada, CancellationToken.None);
        first.Finds("Ada Neri");
        (await next)!.Name.Should().Be("Ada Neri", "a second call waits for the same search");

        var cached = await CachedAsync(Ada);

        cached!.Name.Should().Be("Ada Neri");
        Ldap.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Calls_from_one_number_share_one_search()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => _directory.FindAsync(Ada, CancellationToken.None).AsTask()).ToList();
        (await Ldap.NextAsync()).Finds("Ada Neri");

        (await Task.WhenAll(calls)).Should().OnlyContain(e => e!.Name == "Ada Neri");
        Ldap.Asked.Should().Be(1);
    }

    [Fact]
    public async Task A_name_is_kept_for_an_hour_and_no_name_for_ten_minutes()
    {
        Crm.Always = _ => SourceAnswer.NotFound;
        Ldap.Always = n => n is Ada ? SourceAnswer.Found("Ada Neri") : SourceAnswer.NotFound;
        await _directory.FindAsync(Ada, CancellationToken.None);
        await _directory.FindAsync(Ugo, CancellationToken.None);
        await CachedAsync(Ada);
        await CachedAsync(Ugo);
        Ldap.Asked.Should().Be(2);

        _time.Advance(Options.NotFoundLife);
        await CachedAsync(Ada);
        await _directory.FindAsync(Ugo, CancellationToken.None);
        Ldap.Asked.Should().Be(3);
        _time.Advance(Options.FoundLife);
        await _directory.FindAsync(Ada, CancellationToken.None);
        Ldap.Asked.Should().Be(4);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_waiting_not_the_search()
    {
        using var gone = new CancellationTokenSource();
        var found = _directory.FindAsync(Ada, gone.Token).AsTask();
        var question = await Ldap.NextAsync();
        await gone.CancelAsync();

        await found.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
        question.Cancellation.IsCancellationRequested.Should().BeFalse();
        question.Finds("Ada Neri");
        (await CachedAsync(Ada))!.Name.Should().Be("Ada Neri");
    }

    [Fact]
    public async Task A_source_that_fails_is_set_aside_and_says_so_once()
    {
        Crm.Always = _ => SourceAnswer.NotFound;
        Ldap.Always = _ => SourceAnswer.Failed("connection refused");
        for (var i = 0; i < 10; i++)
        {
            await _directory.FindAsync($"+39061111111{i}", CancellationToken.None);
        }

        Ldap.Asked.Should().Be(Options.FailuresUntilSetAside);
        Crm.Asked.Should().Be(10);
        _log.Lines.Should().Equal("Directory company is set aside for a while: connection refused");
        _directory
            .Describe()
            .Should()
            .Equal(
                new DirectoryStatus("suppliers", DirectoryKind.Csv, 0, null),
                new DirectoryStatus("customers", DirectoryKind.Csv, 0, null),
                new DirectoryStatus("company", DirectoryKind.Ldap, null, "connection refused"),
                new DirectoryStatus("crm", DirectoryKind.Http, null, null)
            );

        Ldap.Always = _ => SourceAnswer.Found("Ada Neri");
        _time.Advance(Options.SetAside);
        (await _directory.FindAsync(Ada, CancellationToken.None))!.Name.Should().Be("Ada Neri");
        _log.Lines.Should().HaveCount(2).And.EndWith("Directory company answers again");
        _directory.Describe()[2].SetAsideBecause.Should().BeNull();
    }

    [Fact]
    public async Task A_source_that_is_slow_is_set_aside_too_and_delays_no_further_call()
    {
        Crm.Always = _ => SourceAnswer.NotFound;
        for (var i = 0; i < Options.FailuresUntilSetAside; i++)
        {
            var number = $"+39061111111{i}";
            var found = _directory.FindAsync(number, CancellationToken.None);
            var question = await Ldap.NextAsync();
            _time.Advance(TimeSpan.FromMilliseconds(300));
            (await found).Should().BeNull();
            question.FindsNothing();
            await CachedAsync(number);
        }

        _log.Lines.Should().Equal("Directory company is set aside for a while: answers only after 300 ms");
        (await _directory.FindAsync(Ada, CancellationToken.None)).Should().BeNull("only the CRM is asked, which answers at once");
    }

    [Fact]
    public async Task A_source_that_never_answers_is_given_up()
    {
        Crm.Always = _ => SourceAnswer.NotFound;
        var found = _directory.FindAsync(Ada, CancellationToken.None);
        var question = await Ldap.NextAsync();
        _time.Advance(Options.Budget);
        (await found).Should().BeNull();
        var next = _directory.FindAsync(Ada, CancellationToken.None);
        _time.Advance(Options.QueryTimeout);

        question.Cancellation.IsCancellationRequested.Should().BeTrue();
        (await next).Should().BeNull();
    }

    [Fact]
    public async Task Answers_are_counted_by_outcome()
    {
        var seen = new List<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name is "Ponte.Pbx.Directories")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) =>
            {
                // Other tests count at the same time.
                if (tags[0].Value is "counted")
                {
                    lock (seen)
                    {
                        seen.Add($"{instrument.Name} {tags[1].Value}");
                    }
                }
            }
        );
        listener.Start();
        await ApplyAsync(Text.Replace("  company: {", "  counted: {", StringComparison.Ordinal));
        Crm.Always = _ => SourceAnswer.NotFound;
        foreach (var answer in new[] { SourceAnswer.Found("Ada"), SourceAnswer.NotFound, SourceAnswer.Failed("down") })
        {
            _sources["counted"].Always = _ => answer;
            await _directory.FindAsync($"+3906111111{seen.Count}", CancellationToken.None);
        }

        seen.Should()
            .Equal("ponte.directory.answer.time found", "ponte.directory.answer.time unknown", "ponte.directory.answer.time failed");
    }

    [Fact]
    public async Task A_defect_of_a_source_takes_no_other_answer_with_it()
    {
        Ldap.Always = _ => throw new NotSupportedException("defect");
        Crm.Always = _ => SourceAnswer.Found("Ada Neri");

        (await _directory.FindAsync(Ada, CancellationToken.None))!.Source.Should().Be("crm");
    }

    [Fact]
    public async Task A_document_that_leaves_the_sources_as_they_are_disturbs_nothing()
    {
        var before = Ldap;
        await ApplyAsync(Text.Replace("Mario", "Maria", StringComparison.Ordinal));
        Ldap.Should().BeSameAs(before);

        await ApplyAsync(Text.Replace("dc.example", "dc2.example", StringComparison.Ordinal));
        before.IsClosed.Should().BeTrue();
        Ldap.Should().NotBeSameAs(before);
    }

    [Fact]
    public async Task A_book_that_left_the_document_names_nobody()
    {
        _books.Replace("suppliers", Book("Ada Neri", Ada));
        Ldap.Always = Crm.Always = _ => SourceAnswer.NotFound;
        await ApplyAsync(Text.Replace("  suppliers: { kind: csv }\n", "", StringComparison.Ordinal));
        Ldap.Always = Crm.Always = _ => SourceAnswer.NotFound;

        (await _directory.FindAsync(Ada, CancellationToken.None)).Should().BeNull();
    }

    /// <summary>What is known of a number without asking anybody, as soon as the search that goes on is over.</summary>
    private async Task<DirectoryEntry?> CachedAsync(string number)
    {
        while (true)
        {
            var found = _directory.FindAsync(number, CancellationToken.None);
            if (found.IsCompletedSuccessfully)
            {
                return await found;
            }
            await Task.Yield();
        }
    }

    private async Task ApplyAsync(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        _company.Apply(result.Document!);
        await _directory.ApplyAsync();
    }

    private static ContactIndex Book(params string[] namesAndNumbers)
    {
        var builder = new ContactIndexBuilder();
        for (var i = 0; i < namesAndNumbers.Length; i += 2)
        {
            builder.Add(namesAndNumbers[i], namesAndNumbers[i + 1]);
        }
        return builder.Build();
    }

    private sealed class LogLines : ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
