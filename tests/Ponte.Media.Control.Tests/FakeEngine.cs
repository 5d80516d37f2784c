using System.Collections.Concurrent;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;

namespace Ponte.Media.Control.Tests;

/// <summary>An engine that remembers what it was asked and answers as told.</summary>
internal sealed class FakeEngine : IMediaControl
{
    public ConcurrentQueue<MediaCommand> Commands { get; } = new();

    public Func<MediaCommand, ValueTask<MediaReply>> Answer { get; set; } = _ => ValueTask.FromResult<MediaReply>(new MediaDone());

    public event Action<MediaEvent>? EventRaised;

    public bool HasListener => EventRaised is not null;

    public void Raise(MediaEvent mediaEvent) => EventRaised?.Invoke(mediaEvent);

    public ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default)
    {
        Commands.Enqueue(command);
        return Answer(command);
    }
}
