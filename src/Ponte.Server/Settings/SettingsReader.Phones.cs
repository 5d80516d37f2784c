using Ponte.Pbx.Phones;
using Ponte.Pbx.Phones.Guard;
using Ponte.Pbx.Phones.Registrar;

namespace Ponte.Server.Settings;

/// <content>Registrar and guard.</content>
internal sealed partial class SettingsReader
{
    private const int MaxCount = 1_000_000;

    private static PhoneSettings ReadPhones(SettingsSection section)
    {
        var defaults = new RegistrarLimits();
        var limits = defaults with
        {
            MaximumExpires = section.Duration("Expires", defaults.MaximumExpires, defaults.MaximumExpiresBehindNat, TimeSpan.FromDays(1)),
            MaximumExpiresBehindNat = section.Duration(
                "ExpiresBehindNat",
                defaults.MaximumExpiresBehindNat,
                defaults.MinimumExpires,
                TimeSpan.FromHours(1)
            ),
            BindingsPerAccount = section.Number("PlacesPerPhone", defaults.BindingsPerAccount, 1, 100),
            Bindings = section.Number("Places", defaults.Bindings, 1, MaxCount),
        };
        var guard = ReadGuard(section.Section("Guard"));
        section.CheckUnknown();
        return new PhoneSettings { Limits = limits, Guard = guard };
    }

    private static GuardOptions ReadGuard(SettingsSection section)
    {
        var defaults = new GuardOptions();
        var options = defaults with
        {
            StrangerRequestsPerSecond = section.Number("RequestsPerSecond", defaults.StrangerRequestsPerSecond, 1, MaxCount),
            StrangerBurst = section.Number("RequestsAtOnce", defaults.StrangerBurst, 1, MaxCount),
            FailuresPerPair = section.Number("FailuresPerPhone", defaults.FailuresPerPair, 1, MaxCount),
            FailuresPerAddress = section.Number("FailuresPerAddress", defaults.FailuresPerAddress, 1, MaxCount),
            UsersPerAddress = section.Number("UsersPerAddress", defaults.UsersPerAddress, 1, MaxCount),
            Window = section.Duration("Window", defaults.Window, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
            Ban = section.Duration("Ban", defaults.Ban, TimeSpan.FromSeconds(10), TimeSpan.FromDays(30)),
        };
        section.CheckUnknown();
        return options;
    }
}
