using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Tests.Flows;

namespace Ponte.Pbx.Tests.Prompts;

/// <summary>What flows shall say and nobody can.</summary>
public sealed class PromptCheckTests : IDisposable
{
    private const string Flows = """
        numbers: { "500": { flow: a } }
        flows:
          a: [ { say: welcome }, { set: language, to: en }, { menu: code, keys: { "1": { say: { digits: "12" } } } } ]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_that_is_missing_is_told_with_its_mend()
    {
        using var files = new PromptFiles(_folder, null, NullLogger.Instance);
        var path = files.RecordingOf("it", "welcome");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");

        PromptCheck
            .Faults(FlowBench.Read(FlowBench.Head + Flows), files)
            .Select(f => f[..f.IndexOf(',', StringComparison.Ordinal)])
            .Should()
            .BeEquivalentTo(
                "prompts.welcome: is not recorded in en",
                "prompts.code: is not recorded in en",
                "prompts.code: is not recorded in it",
                "flows.a: says texts"
            );
    }

    [Fact]
    public void Nothing_is_missing_where_an_engine_speaks_or_no_number_leads_to_a_flow()
    {
        using var speaking = new PromptFiles(_folder, new TestEngine(), NullLogger.Instance);
        using var silent = new PromptFiles(_folder, null, NullLogger.Instance);

        PromptCheck.Faults(FlowBench.Read(FlowBench.Head + Flows), speaking).Should().BeEmpty();
        PromptCheck
            .Faults(
                FlowBench.Read(FlowBench.Head + Flows.Replace("numbers: { \"500\": { flow: a } }", "", StringComparison.Ordinal)),
                silent
            )
            .Should()
            .BeEmpty();
    }
}
