using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Ponte.Pbx.Directories;

namespace Ponte.Pbx.Tests.Directories;

public sealed class ContactIndexTests
{
    [Theory]
    [InlineData("+390612345678", "Ada Neri")]
    [InlineData("390612345678", null)] // without the plus it is another number
    [InlineData("+3906123456", null)]
    [InlineData("0612", "Leading zero")]
    [InlineData("612", "No zero")]
    [InlineData("+0612", null)]
    [InlineData("", null)]
    [InlineData("+", null)]
    [InlineData("*21", null)]
    [InlineData("12 34", null)]
    [InlineData("999999999999999999999999", null)]
    public void A_number_finds_its_name_and_no_other(string number, string? name)
    {
        var builder = new ContactIndexBuilder();
        builder.Add("Ada Neri", "+390612345678");
        builder.Add("Leading zero", "0612");
        builder.Add("No zero", "612");

        builder.Build().Find(number).Should().Be(name);
    }

    [Fact]
    public void The_first_contact_keeps_a_number_and_a_contact_has_several()
    {
        var builder = new ContactIndexBuilder();
        builder.Add("First", "+39061", "+39062");
        builder.Add("Second", "+39062", "+39063", "no number");
        var index = builder.Build();

        (index.Find("+39061"), index.Find("+39062"), index.Find("+39063"), index.Count).Should().Be(("First", "First", "Second", 3));
    }

    [Fact]
    public void It_says_what_a_dictionary_says() =>
        Gen.Select(Gen.Bool, Gen.Char['0', '9'].Array[1, 18], Gen.String)
            .Array[0, 200]
            .Sample(contacts =>
            {
                var builder = new ContactIndexBuilder();
                var expected = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var (isInternational, digits, name) in contacts)
                {
                    var number = (isInternational ? "+" : "") + new string(digits);
                    // Half characters become a replacement sign in UTF-8.
                    var shown = DirectoryEntry.CleanName(string.Concat(name.EnumerateRunes()));
                    builder.Add(shown, number);
                    expected.TryAdd(number, shown);
                }
                var index = builder.Build();
                return index.Count == expected.Count
                    && expected.All(e => string.Equals(index.Find(e.Key), e.Value, StringComparison.Ordinal));
            });

    [Fact]
    public void Half_a_million_entries_are_small_and_found_in_microseconds()
    {
        const int Count = 500_000;
        var builder = new ContactIndexBuilder();
        for (var i = 0; i < Count; i++)
        {
            builder.Add(string.Create(CultureInfo.InvariantCulture, $"Contatto di prova {i}"), Number(i));
        }
        var index = builder.Build();

        index.Count.Should().Be(Count);
        ((double)index.Bytes / Count).Should().BeLessThan(40, "12 bytes for the number, 2 for the length, and the name");
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i += 50)
        {
            index.Find(Number(i)).Should().NotBeNull();
        }
        (Stopwatch.GetElapsedTime(began) / (Count / 50)).Should().BeLessThan(TimeSpan.FromMilliseconds(1), "a call does not notice it");

        static string Number(int i) => "+3902" + ((i * 7919L) % 100_000_007).ToString("00000000", CultureInfo.InvariantCulture);
    }
}
