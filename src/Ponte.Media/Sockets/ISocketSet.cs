namespace Ponte.Media.Sockets;

/// <summary>The sockets of one worker and its waiting for them. Used by the worker's thread alone, apart from <see cref="Wake"/>.</summary>
internal interface ISocketSet : IDisposable
{
    /// <summary>Whether <see cref="Pause"/> is precise enough for pauses below the scheduler's tick.</summary>
    bool CanPause { get; }

    /// <summary>Watches a socket. It must stem from the same <see cref="SocketSystem"/>.</summary>
    void Add(MediaSocket socket);

    /// <summary>Stops watching a socket; it stays open.</summary>
    void Remove(MediaSocket socket);

    /// <summary>Waits until a socket can be read, <see cref="Wake"/> is called or <paramref name="timeout"/> has passed (rounded up to milliseconds; negative waits for ever).</summary>
    /// <param name="ready">Filled with sockets that have something to read.</param>
    /// <param name="timeout">How long to wait; zero only looks.</param>
    /// <returns>How many sockets were put into <paramref name="ready"/>.</returns>
    int Wait(Span<MediaSocket> ready, TimeSpan timeout);

    /// <summary>Lets time pass without looking at the sockets.</summary>
    void Pause(TimeSpan time);

    /// <summary>Ends a <see cref="Wait"/>, or the next one. From any thread.</summary>
    void Wake();
}
