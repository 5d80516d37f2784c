using System.Diagnostics.Metrics;

namespace Ponte.Pbx.Phones;

/// <summary>The instruments of registrar and guard, in the meter <see cref="MeterName"/>.</summary>
public sealed class PhoneMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Phones";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _registers;
    private readonly Counter<long> _passedOver;
    private readonly Counter<long> _bans;

    /// <summary>Creates them.</summary>
    /// <param name="bindings">How many bindings there are.</param>
    public PhoneMetrics(Func<int> bindings)
    {
        _registers = _meter.CreateCounter<long>("ponte.phones.registers", "{request}", "REGISTERs that were answered, by status.");
        _passedOver = _meter.CreateCounter<long>(
            "ponte.phones.passed_over",
            "{request}",
            "Requests passed over without an answer, by reason."
        );
        _bans = _meter.CreateCounter<long>("ponte.phones.bans", "{ban}", "Bans that began, by kind.");
        _meter.CreateObservableGauge("ponte.phones.bindings", bindings, "{binding}", "Bindings of phones at the moment.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Register(int status) => _registers.Add(1, new KeyValuePair<string, object?>("status", status));

    internal void PassedOver(Guard.GuardVerdict verdict) => _passedOver.Add(1, Tag("reason", verdict));

    internal void Banned(Guard.GuardBanKind kind) => _bans.Add(1, Tag("kind", kind));

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value.ToString()!.ToLowerInvariant());
}
