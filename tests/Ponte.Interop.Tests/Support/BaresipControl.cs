using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ponte.Interop.Tests.Support;

/// <summary>Commands to a running baresip, by its module ctrl_tcp.</summary>
internal static class BaresipControl
{
    public static async Task CommandAsync(int port, string command, string parameters)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
        var json = $$"""{"command":"{{command}}","params":"{{parameters}}","token":"1"}""";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{json.Length}:{json},")));
        var answered = await socket.GetStream().ReadAsync(new byte[1024]);
        answered.Should().BePositive("baresip answers each command");
    }
}
