using System.Globalization;

namespace Ponte.Interop.Tests.Support;

/// <summary>SIPp as a phone of the company, at an address of its own: plays a scenario of ours at a time.</summary>
/// <param name="server">The server.</param>
/// <param name="device">The device that it is, <c>302-desk</c>.</param>
/// <param name="password">Its password.</param>
/// <param name="host">The last number of its address.</param>
internal sealed class SippPhone(PonteServer server, string device, string password, int host)
{
    private readonly string _address = $"{server.Net.Host(host)}:5060";

    /// <summary>Registers by UDP for ten minutes.</summary>
    public async Task RegisterAsync()
    {
        await using var register = Start("phone-register.xml");
        await Sipp.SucceedsAsync(register);
    }

    /// <summary>Begins a scenario in which it calls or asks.</summary>
    /// <param name="scenario">The file, as <see cref="Sipp.Start"/> takes it.</param>
    /// <param name="number">What it dials.</param>
    /// <param name="pause">How long the pauses of the scenario last, in milliseconds.</param>
    /// <param name="keys">More words of the scenario.</param>
    public ChildProcess Dial(string scenario, string number, int pause = 500, params (string Key, string Value)[] keys)
    {
        string[] arguments =
        [
            "-key",
            "number",
            number,
            "-auth_uri",
            $"{number}@{server.SipAddress}",
            "-d",
            pause.ToString(CultureInfo.InvariantCulture),
            .. keys.SelectMany(k => new[] { "-key", k.Key, k.Value }),
        ];
        return Start(scenario, arguments);
    }

    /// <summary>Begins a scenario in which it is called.</summary>
    public ChildProcess Wait(string scenario) => Sipp.Start(scenario, _address, "", 1, "-key", "device", device);

    private ChildProcess Start(string scenario, params string[] arguments) =>
        Sipp.Start(scenario, _address, server.SipAddress, 1, ["-key", "device", device, "-au", device, "-ap", password, .. arguments]);
}
