using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Ponte.Media.Control;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Playing;
using Ponte.Media.Ports;
using Ponte.Media.Recording;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>The media engine in this process: ports, workers and the streams on them.</summary>
/// <remarks>
/// <para>A command finds the worker of its stream in the <see cref="StreamDirectory"/>, under a lock that packets never meet, enters the worker's
/// mailbox and is answered after it took effect. All streams of a call are on one worker; when streams of two calls are connected, the smaller
/// party moves over, and commands wait meanwhile.</para>
/// <para>Start: sockets are chosen and told, workers wait. Stop (<see cref="DisposeAsync"/>): each stream says goodbye by RTCP, then all ends.</para>
/// </remarks>
public sealed partial class MediaEngine : IMediaControl, IAsyncDisposable
{
    private readonly MediaOptions _options;
    private readonly ILogger _logger;
    private readonly Dictionary<string, (MediaAddress Address, AddressPorts Ports)> _addresses = new(StringComparer.Ordinal);
    private readonly MediaWorker[] _workers;
    private readonly StreamServices _services;
    private readonly MediaInstruments _instruments;
    private readonly PlaybackReader _reader = new();
    private readonly RecordingWriter _writer = new();
    private readonly Lock _gate = new();
    private readonly StreamDirectory _directory;
    private readonly LinkedList<PendingCommand> _held = [];
    private Task _move = Task.CompletedTask;
    private bool _moving;
    private bool _disposed;

    /// <summary>Starts an engine.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="time">The clock by which ports rest.</param>
    /// <param name="logger">Where it tells what it does.</param>
    /// <exception cref="ArgumentException">A setting is out of bounds; the message names each of them.</exception>
    public MediaEngine(MediaOptions options, TimeProvider time, ILogger<MediaEngine> logger)
        : this(options, time, logger, RandomBits) { }

    internal MediaEngine(MediaOptions options, TimeProvider time, ILogger logger, Func<uint> random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var errors = options.Validate();
        if (errors.Length > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }
        _options = options;
        _logger = logger;
        var system = SocketSystem.Choose(options.PortableSockets, out var reason);
        var count = options.Workers == 0 ? Environment.ProcessorCount : options.Workers;
        LogStarted(system.Name, reason, count);
        AddAddresses(system, time);
        var clock = new MediaClock(time);
        _services = new StreamServices(clock, random, Raise);
        _workers = [.. Enumerable.Range(0, count).Select(i => new MediaWorker(i, system.CreateSet(), clock, options.LongestPause, logger))];
        _directory = new StreamDirectory(_workers);
        _instruments = new MediaInstruments(_workers, () => OpenStreams, FreePorts);
        foreach (var worker in _workers)
        {
            worker.Start();
        }
    }

    /// <inheritdoc/>
    public event Action<MediaEvent>? EventRaised;

    /// <summary>How many streams are open.</summary>
    public int OpenStreams
    {
        get
        {
            lock (_gate)
            {
                return _directory.Count;
            }
        }
    }

    /// <summary>Bytes that the workers allocated so far.</summary>
    internal long AllocatedByWorkers => _workers.Sum(w => w.Counters.AllocatedBytes);

    /// <inheritdoc/>
    public ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<MediaReply>(cancellationToken);
        }
        var pending = new PendingCommand(command);
        lock (_gate)
        {
            if (_disposed)
            {
                pending.Refuse(MediaError.Unavailable, "The media engine has stopped.");
            }
            else if (_moving)
            {
                _held.AddLast(pending);
            }
            else
            {
                Dispatch(pending);
            }
        }
        return new ValueTask<MediaReply>(pending.Reply);
    }

    /// <summary>Closes all streams, with their RTCP goodbyes, and ends the workers.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
        }
        await _move;
        await Task.WhenAll(_workers.Select(w => w.StopAsync()));
        _reader.Dispose();
        _writer.Dispose();
        _instruments.Dispose();
    }

    private static uint RandomBits()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    private void AddAddresses(SocketSystem system, TimeProvider time)
    {
        foreach (var address in _options.Addresses)
        {
            // Two names for the same address and range share its ports.
            var same = _addresses.Values.FirstOrDefault(a =>
                a.Address.Bind.Equals(address.Bind) && a.Address.FirstPort == address.FirstPort && a.Address.LastPort == address.LastPort
            );
            _addresses.Add(address.Name, (address, same.Ports ?? new AddressPorts(address, _options.PortRest, system, time)));
        }
    }

    private int FreePorts() => _addresses.Values.Select(a => a.Ports).Distinct().Sum(p => p.Free);

    private void Raise(MediaEvent mediaEvent)
    {
        try
        {
            EventRaised?.Invoke(mediaEvent);
        }
#pragma warning disable CA1031 // What a listener does wrong must not stop packets.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogListenerFault(error, mediaEvent.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "Media engine: {Sockets}, because {Reason}; {Workers} workers.")]
    private partial void LogStarted(string sockets, string reason, int workers);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "A listener failed on {Event}.")]
    private partial void LogListenerFault(Exception error, string @event);
}
