using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;

namespace Ponte.Media.Control;

/// <summary>The media engine as the calls see it: in the process <c>ponte-media</c>, or in this one.</summary>
public interface IMediaControl
{
    /// <summary>Raised on a thread of the media; the receiver posts to its loop and returns at once.</summary>
    event Action<MediaEvent>? EventRaised;

    /// <summary>Sends a command. Never throws for what the media refuses or for a lost process: that is a <see cref="MediaRefused"/>.</summary>
    ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default);
}
