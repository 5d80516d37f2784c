using System.Collections.Immutable;
using System.Globalization;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>A company with flows, and a caller who goes through one.</summary>
internal sealed class FlowBench
{
    public const string Head = """
        company: { name: Rossi, country: IT, language: it, timeZone: Europe/Rome }
        lines: { carrier: { kind: carrier, peers: ["sip:198.51.100.7"] } }
        users:
          mrossi: { name: Mario Rossi, extension: "201" }
        calendars:
          office: { open: ["mon-fri 09:00-18:00"], holidays: IT }
        prompts:
          welcome: { it: "Benvenuti. Premere 1 per le vendite.", en: Welcome. Press 1 for sales. }
          code: { it: Inserire il codice., en: Enter the code. }

        """;

    public FlowBench(string flows) => Company = new CompanySnapshot(Read(Head + flows));

    public CompanySnapshot Company { get; }

    public DateTimeOffset At { get; set; } = Time("2026-03-02T10:00:00+01:00");

    public CalendarSwitch Switch { get; set; }

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();

    public static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }

    public FlowStart Start(string flow = "a", string caller = "+393331234567") =>
        new()
        {
            Company = Company,
            Flow = flow,
            SwitchOf = _ => Switch,
            Variables = ImmutableDictionary<string, string>.Empty.Add(FlowVariables.Caller, caller).Add(FlowVariables.Name, "Anna Bianchi"),
        };

    /// <summary>What a caller hears and does, one word a line: said texts in short, keys, targets.</summary>
    public string Try(string keys, string caller = "+393331234567") =>
        string.Join(" | ", FlowTrial.Play(Start(caller: caller), keys.Length == 0 ? [] : keys.Split(','), At).Select(l => Show(l)));

    private static string Show(FlowTrialLine line) =>
        line.Kind switch
        {
            FlowTrialKind.Step => $"{line.Step} {line.Value}={line.Result}",
            FlowTrialKind.Says or FlowTrialKind.Announces =>
                $"{(line.Kind == FlowTrialKind.Announces ? "early " : "")}{line.Result}:{line.Value}",
            FlowTrialKind.Asks => $"? {line.Value} {line.Result}".TrimEnd(),
            FlowTrialKind.Mails => $"mail {line.Value} {line.Result} {line.Step}".TrimEnd(),
            FlowTrialKind.Pressed => $"> {line.Value}",
            FlowTrialKind.Calls => $"{line.Step} {line.Value}",
            _ => $"{line.Kind} {line.Value}".TrimEnd(),
        };
}
