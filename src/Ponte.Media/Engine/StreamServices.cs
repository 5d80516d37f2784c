using Ponte.Media.Control.Events;

namespace Ponte.Media.Engine;

/// <summary>What streams take from the engine around them.</summary>
internal sealed class StreamServices
{
    private readonly Action<MediaEvent> _raise;

    /// <summary>Services of one engine.</summary>
    public StreamServices(MediaClock clock, Func<uint> random, Action<MediaEvent> raise)
    {
        Clock = clock;
        Random = random;
        _raise = raise;
    }

    /// <summary>Tables of formats that many streams share.</summary>
    public FormatTables Formats { get; } = new();

    /// <summary>The clock of the workers.</summary>
    public MediaClock Clock { get; }

    /// <summary>32 random bits.</summary>
    public Func<uint> Random { get; }

    /// <summary>Tells the calls.</summary>
    public void Raise(MediaEvent mediaEvent) => _raise(mediaEvent);
}
