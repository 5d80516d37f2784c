using Ponte.Pbx.Voicemail;

namespace Ponte.Server.Composition;

/// <content>The message lamps.</content>
internal sealed partial class Telephony
{
    private readonly MessageLamps _waiting;

    /// <summary>The boxes are read for it, which takes as long as the disk takes: nobody waits.</summary>
    private void ShowMessages() => _ = Task.Run(_waiting.ShowAll);
}
