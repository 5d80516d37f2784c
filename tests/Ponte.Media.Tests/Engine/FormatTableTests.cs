using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Media.Tests.Engine;

public sealed class FormatTableTests
{
    private static readonly FormatTable Line = new([Stage.Pcma, Stage.Pcmu, Stage.Events]);
    private static readonly FormatTable Teams = new([
        new PayloadFormat(104, "SILK", 16_000),
        new PayloadFormat(103, "SILK", 8000),
        new PayloadFormat(0, "PCMU", 8000),
        new PayloadFormat(126, "telephone-event", 8000),
        Stage.Noise,
    ]);

    [Fact]
    public void Kinds_follow_the_encoding_name()
    {
        Teams[104].Should().Be(PayloadKind.Audio);
        Teams[126].Should().Be(PayloadKind.Event);
        Teams[13].Should().Be(PayloadKind.ComfortNoise);
        Teams[8].Should().Be(PayloadKind.Unknown);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(126, 101)]
    [InlineData(13, FormatTable.NoPayloadType)]
    [InlineData(104, FormatTable.NoPayloadType)]
    [InlineData(8, FormatTable.NoPayloadType)]
    public void Payload_types_map_by_encoding_and_clock(byte from, byte to) => Teams.MapTo(Line)[from].Should().Be(to);

    [Fact]
    public void The_clock_counts_where_the_name_is_the_same() =>
        Teams.MapTo(new FormatTable([new PayloadFormat(110, "SILK", 8000)]))[103].Should().Be(110);

    [Fact]
    public void Tones_take_the_first_format_that_there_is_a_codec_for() =>
        new FormatTable([new PayloadFormat(18, "G729", 8000), Stage.G722, Stage.Pcma]).FirstMade.Should().Be(Stage.G722);

    [Fact]
    public void A_payload_type_named_twice_keeps_its_first_meaning() =>
        new FormatTable([Stage.Pcma, new PayloadFormat(8, "CN", 8000)])[8].Should().Be(PayloadKind.Audio);
}

public sealed class FormatTablesTests
{
    [Fact]
    public void Equal_formats_share_one_table_and_its_maps()
    {
        var tables = new FormatTables();
        var one = tables.Get([Stage.Pcma, Stage.Events]);
        var sink = tables.Get([Stage.Pcma]);
        tables.Get([new PayloadFormat(8, "PCMA", 8000), Stage.Events]).Should().BeSameAs(one);
        one.MapTo(sink).Should().BeSameAs(one.MapTo(sink));
    }

    [Fact]
    public void Many_different_formats_do_not_grow_it()
    {
        var tables = new FormatTables();
        for (var i = 0; i < 2 * FormatTables.MaximumTables; i++)
        {
            tables.Get([new PayloadFormat(96, "X" + i, 8000)]).Find(96)!.Encoding.Should().Be("X" + i);
        }
        tables.Get([Stage.Pcmu]).Should().NotBeSameAs(tables.Get([Stage.Pcmu]));
    }
}
