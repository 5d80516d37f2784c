using System.Buffers;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A journal that keeps what a disk would: the stored form.</summary>
internal sealed class MemoryJournal : ICallJournal
{
    private readonly Dictionary<CallId, byte[]> _entries = [];

    public int Saves { get; private set; }

    public IReadOnlyCollection<CallId> Calls => _entries.Keys;

    /// <summary>Called at each save.</summary>
    public Action? Saving { get; set; }

    public void Save(CallState state)
    {
        Saves++;
        Saving?.Invoke();
        var text = new ArrayBufferWriter<byte>();
        CallStateText.Write(state, text);
        _entries[state.Id] = text.WrittenSpan.ToArray();
    }

    public void Remove(CallId call) => _entries.Remove(call);

    public IEnumerable<CallState> Load() => [.. _entries.Values.Select(Read)];

    private static CallState Read(byte[] text)
    {
        CallStateText.TryRead(text, out var state, out var fault).Should().BeTrue(fault);
        return state!;
    }
}
