using Ponte.Pbx.Phones.Guard;
using Ponte.Pbx.Phones.Registrar;

namespace Ponte.Pbx.Phones;

/// <summary>Settings of registrar and guard.</summary>
public sealed record PhoneSettings
{
    /// <summary>How long bindings live, and how many there may be.</summary>
    public RegistrarLimits Limits { get; init; } = new();

    /// <summary>What strangers may do.</summary>
    public GuardOptions Guard { get; init; } = new();
}
