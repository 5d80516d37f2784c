using System.Buffers;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Server.Journal;
using Ponte.Server.Metrics;

namespace Ponte.Server.Tests.Journal;

public sealed class JournalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string JournalPath => _folder.File("calls.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_state_of_each_key_is_there_after_reopening()
    {
        using (var file = new JournalFile(JournalPath))
        {
            Put(file, "a", "1");
            Put(file, "b", "1");
            Put(file, "a", "2");
            file.Put("b", [], isRemoval: true);
            file.Commit();
        }

        using var reopened = new JournalFile(JournalPath);
        Read(reopened).Should().Equal(("a", "2"));
    }

    [Fact]
    public void Death_at_any_byte_leaves_what_was_whole_and_the_file_goes_on()
    {
        var ends = new List<long>();
        using (var file = new JournalFile(JournalPath))
        {
            for (var i = 0; i < 5; i++)
            {
                Put(file, $"call{i}", new string('x', i * 10));
                file.Commit();
                ends.Add(file.Length);
            }
        }
        var whole = File.ReadAllBytes(JournalPath);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using (var cut = new JournalFile(JournalPath))
            {
                Read(cut).Should().HaveCount(ends.Count(e => e <= length));
                Put(cut, "after", "1");
                cut.Commit();
            }
            using var again = new JournalFile(JournalPath);
            Read(again).Should().HaveCount(ends.Count(e => e <= length) + 1).And.Contain(("after", "1"));
        }
    }

    [Fact]
    public void A_flipped_bit_ends_the_file_there()
    {
        using (var file = new JournalFile(JournalPath))
        {
            Put(file, "a", "state of a");
            Put(file, "b", "state of b");
            file.Commit();
        }
        var bytes = File.ReadAllBytes(JournalPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(JournalPath, bytes);

        using var reopened = new JournalFile(JournalPath);
        Read(reopened).Should().Equal(("a", "state of a"));
    }

    [Fact]
    public void A_file_of_outdated_states_shrinks()
    {
        using var file = new JournalFile(JournalPath, compactAbove: 10_000);
        for (var i = 0; i < 1_000; i++)
        {
            Put(file, "a", new string('x', 100));
            Put(file, $"b{i % 3}", $"{i}");
            file.Commit();
            file.Length.Should().BeLessThan(11_000);
        }
        Read(file).Should().HaveCount(4).And.Contain(("b0", "999"));

        using var reader = new JournalFile(Copy());
        Read(reader).Should().HaveCount(4).And.Contain(("b0", "999"));
    }

    [Fact]
    public void Any_sequence_of_changes_reads_back_like_a_table() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 300], Gen.Bool)
            .Array[0, 60]
            .Sample(
                changes =>
                {
                    File.Delete(JournalPath);
                    var expected = new Dictionary<string, string>(StringComparer.Ordinal);
                    using (var file = new JournalFile(JournalPath, compactAbove: 500))
                    {
                        foreach (var (key, size, isRemoval) in changes)
                        {
                            if (isRemoval)
                            {
                                expected.Remove($"k{key}");
                                file.Put($"k{key}", [], isRemoval: true);
                            }
                            else
                            {
                                expected[$"k{key}"] = new string('s', size);
                                Put(file, $"k{key}", new string('s', size));
                            }
                            file.Commit();
                        }
                    }
                    using var reopened = new JournalFile(JournalPath);
                    Read(reopened).Should().BeEquivalentTo(expected.Select(p => (p.Key, p.Value)));
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task What_the_writer_was_given_is_in_the_file_when_it_returns()
    {
        using var metrics = new ServerMetrics();
        var writer = Writer(metrics);
        await using (writer)
        {
            for (var i = 0; i < 100; i++)
            {
                writer.Save($"call{i % 10}", $"{i}");

                // Read from outside while the writer lives: a death from here on loses nothing.
                using var copy = new JournalFile(Copy());
                Read(copy).Should().HaveCount(Math.Min(i + 1, 10)).And.Contain(($"call{i % 10}", $"{i}"));
            }
            writer.Remove("call3");
            using var after = new JournalFile(Copy());
            Read(after).Should().HaveCount(9).And.NotContain(e => e.Key == "call3");
        }
    }

    [Fact]
    public async Task While_the_disk_fails_the_newest_states_wait_and_are_written_when_it_is_well_again()
    {
        using var metrics = new ServerMetrics();
        var time = new FakeTimeProvider();
        var file = new FailingFile(JournalPath);
        var writer = new JournalWriter<string>(file, Serialize, time, metrics, NullLogger.Instance);
        await using (writer)
        {
            writer.Save("a", "1");
            file.IsFull = true;
            writer.Save("a", "2");
            writer.Save("b", "1");
            writer.Save("b", "2");
            writer.Remove("a");
            writer.Failure.Should().Be("full");
            time.Advance(TimeSpan.FromSeconds(5));
            writer.Failure.Should().Be("full");
            file.IsFull = false;
            time.Advance(TimeSpan.FromSeconds(1));
            writer.Failure.Should().BeNull();
            using var copy = new JournalFile(Copy());
            Read(copy).Should().Equal(("b", "2"));
            writer.Save("c", "1");
        }
        using var reopened = new JournalFile(JournalPath);
        Read(reopened).Should().BeEquivalentTo([("b", "2"), ("c", "1")]);
    }

    [Fact]
    public async Task Savers_from_many_threads_lose_nothing()
    {
        using var metrics = new ServerMetrics();
        var writer = Writer(metrics);
        await using (writer)
        {
            await Parallel.ForAsync(
                0,
                200,
                TestContext.Current.CancellationToken,
                (i, _) =>
                {
                    writer.Save($"call{i}", "1");
                    writer.Save($"call{i}", "2");
                    return ValueTask.CompletedTask;
                }
            );
        }

        using var reopened = new JournalFile(JournalPath);
        Read(reopened).Should().HaveCount(200).And.OnlyContain(e => e.State == "2");
    }

    private JournalWriter<string> Writer(ServerMetrics metrics) =>
        new(new JournalFile(JournalPath), Serialize, TimeProvider.System, metrics, NullLogger.Instance);

    private static void Serialize(string state, IBufferWriter<byte> buffer) => Encoding.UTF8.GetBytes(state, buffer);

    private string Copy()
    {
        File.Copy(JournalPath, _folder.File("copy"), overwrite: true);
        return _folder.File("copy");
    }

    private static void Put(JournalFile file, string key, string state) => file.Put(key, Encoding.UTF8.GetBytes(state));

    private static IEnumerable<(string Key, string State)> Read(JournalFile file) =>
        file.ReadAll().Select(e => (e.Key, Encoding.UTF8.GetString(e.State)));

    /// <summary>A file on a disk that may be full: some of what is written arrives, then it fails.</summary>
    private sealed class FailingFile(string path) : JournalFile(path)
    {
        public bool IsFull { get; set; }

        protected override void Append(FileStream file, ReadOnlySpan<byte> records)
        {
            base.Append(file, IsFull ? records[..(records.Length / 2)] : records);
            if (IsFull)
            {
                throw new IOException("full");
            }
        }
    }
}
