using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;

namespace Ponte.Pbx.Doctor;

/// <summary>Carriers and exchanges: do they answer, are we registered.</summary>
internal static class LineDiagnosis
{
    public static IEnumerable<Finding> Lines(Examination facts) => facts.Lines.Where(l => l.Kind != LineKind.Teams).SelectMany(Of);

    private static IEnumerable<Finding> Of(LineStatus line)
    {
        var down = line.Peers.Where(p => p.Health == PeerHealth.Down).ToList();
        foreach (var peer in down)
        {
            // With another peer up, calls go on.
            var level = down.Count == line.Peers.Length ? FindingLevel.Error : FindingLevel.Warning;
            yield return new Finding(FindingCode.PeerDown, level, $"lines.{line.Name}.peers", [peer.Address, peer.Reason]);
        }
        if (down.Count == 0 && line.Peers.Any(p => p.Health == PeerHealth.Up))
        {
            yield return Finding.Good(FindingCode.LineGood, $"lines.{line.Name}", string.Join(", ", line.Peers.Select(p => p.Address)));
        }
        if (line.Registration.Health == RegistrationHealth.Failed)
        {
            yield return Finding.Error(FindingCode.RegistrationFailed, $"lines.{line.Name}.register", line.Registration.Reason);
        }
        else if (line.Registration.Health == RegistrationHealth.Registered)
        {
            yield return Finding.Good(FindingCode.RegistrationGood, $"lines.{line.Name}.register");
        }
    }
}
