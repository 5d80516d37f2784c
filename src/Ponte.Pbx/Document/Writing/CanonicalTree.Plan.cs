using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <content>The number plan: classes, short codes, emergency, blocked, costs.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode Class(ClassSettings settings) =>
        CanonicalNode
            .Mapping()
            .With("upTo", Words.Of(Words.Categories, settings.UpTo))
            .With("allow", settings.Allow)
            .With("deny", settings.Deny);

    private static CanonicalNode ShortCodes(ValueList<ShortCode> codes)
    {
        var node = CanonicalNode.Mapping();
        foreach (var (word, function) in Words.Functions)
        {
            ValueList<ShortCode> given = [.. codes.Where(c => c.Function == function)];
            ValueList<ShortCode> defaults = [.. ShortCode.Defaults.Where(c => c.Function == function)];
            if (!given.Equals(defaults))
            {
                node = given.Count == 0 ? node.With(word, "off") : node.With(word, given.Select(c => c.Code));
            }
        }
        return node;
    }

    private static CanonicalNode Emergency(EmergencySettings emergency) =>
        CanonicalNode.Mapping().With("numbers", emergency.Numbers).With("lines", emergency.Lines).With("callerId", emergency.CallerId);

    private static CanonicalNode Blocked(BlockedSettings blocked) =>
        CanonicalNode
            .Mapping()
            .With("to", blocked.To)
            .With("from", blocked.From)
            .With("anonymous", Flag(blocked.Anonymous))
            .With("except", blocked.Except);

    private static CanonicalNode Accept(AcceptSettings accept) =>
        CanonicalNode.Mapping().With("user", accept.User).With("password", accept.Password);

    private static void Costs(CanonicalNode line, ValueList<LineCost> costs)
    {
        if (costs is [{ Prefix.Length: 0 } single])
        {
            line.With("cost", Number(single.Cost));
            return;
        }
        var node = CanonicalNode.Mapping();
        foreach (var cost in costs)
        {
            node.With(cost.Prefix, Number(cost.Cost));
        }
        line.With("cost", node);
    }
}
