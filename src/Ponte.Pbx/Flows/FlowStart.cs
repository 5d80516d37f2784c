using System.Collections.Immutable;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Flows;

/// <summary>With what a caller enters a flow.</summary>
public sealed record FlowStart
{
    /// <summary>The company, as the call found it.</summary>
    public required CompanySnapshot Company { get; init; }

    /// <summary>The flow's name; the company has one.</summary>
    public required string Flow { get; init; }

    /// <summary>The values of <see cref="FlowVariables"/> that the call gives: caller, name, called.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Fetches a PIN of the document; null where its reference leads nowhere. By default those that the document itself holds.</summary>
    public Func<SecretReference, string?> Secret { get; init; } = s => s.Resolve(_ => null, _ => null);

    /// <summary>What people set a calendar to by hand.</summary>
    public Func<string, CalendarSwitch> SwitchOf { get; init; } = _ => CalendarSwitch.Automatic;
}
