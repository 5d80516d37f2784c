using System.Text;
using CsCheck;
using Ponte.Sip.Messages;
using static Ponte.Sip.Tests.Messages.TortureValidTests;

namespace Ponte.Sip.Tests.Messages;

/// <summary>What holds for every message: what is written reads the same, and nothing from the wire throws.</summary>
public sealed class SipPropertyTests
{
    private const string Printable = "abzAZ059 -.!%*_+`'~\"\\<>()[]{}@:;,/?=&#|^àЖ€\t\r\n\0\u007f";

    private static readonly string[] Seeds =
    [
        Simple(
            "INVITE",
            "Contact: \"A, b\" <sip:a@[2001:db8::1]:5060;lr>;q=0.5\nRoute: <sip:p;lr>,\n <sip:q;lr>\nReason: Q.850;cause=16;text=\"x\"\nX-Ignota: è;;,"
        ),
        Simple(
            "REGISTER",
            "From: Rossi, Ada<sip:a%20b:p@example.org>;tag=1\nAuthorization: Digest a=\"b\", c=d\nSession-Expires: 90;refresher=uac\nRAck: 1 2 INVITE"
        ),
        Answer(
            "183 Session Progress",
            "Record-Route: <sip:p;lr>\nReplaces: a;to-tag=b;from-tag=c\nHistory-Info: <sip:a@b?Reason=x>;index=1"
        ),
    ];

    private static readonly Gen<string> Text = Gen.Char[Printable].Array[0, 24].Select(c => new string(c));
    private static readonly Gen<string> Token = Gen.Char["abcXYZ019-.!%*_+`'~"].Array[1, 12].Select(c => new string(c));

    [Fact]
    public void Names_and_uris_read_as_they_were_written() =>
        Gen.Select(Text, Text, Token)
            .Sample(
                (name, user, tag) =>
                {
                    var uri = new SipUriBuilder { User = user, Host = "example.org" }.ToString();
                    var text = NameAddress.Format(name, uri, $";tag={tag}");
                    NameAddress.TryParse(text, out var address).Should().BeTrue(text);
                    address!.DisplayName.Should().Be(string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)));
                    address.UriText.Should().Be(uri);
                    address.Tag.Should().Be(tag);
                    // A % that is followed by two digits is an escape already, so only text without % comes back as it was.
                    if (!user.Contains('%', StringComparison.Ordinal) && !user.Contains(':', StringComparison.Ordinal))
                    {
                        address.Uri!.UserText.Should().Be(user);
                    }
                },
                iter: 3000
            );

    [Fact]
    public void Built_messages_read_as_they_were_written() =>
        Gen.Select(Gen.Int[0, 14], Gen.Select(Token, Text).Array[0, 8], Gen.Byte.Array[0, 40])
            .Sample(
                (method, headers, body) =>
                {
                    var name = SipMethods.Text((SipMethod)method) is { Length: > 0 } known ? known : "NUOVO";
                    var builder = new SipRequestBuilder(name, "sip:carla@example.org")
                        .Add(HeaderName.Via, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx")
                        .Add(HeaderName.From, "<sip:a@b>;tag=1")
                        .Add(HeaderName.To, "<sip:c@d>")
                        .Add(HeaderName.CallId, "c")
                        .Add(HeaderName.CSeq, $"7 {name}");
                    foreach (var (key, value) in headers)
                    {
                        builder.Add("X-" + key, value);
                    }
                    var written = builder.Body("x/y", body).Build();
                    SipParser.TryParse(written.Bytes, SipLimits.Default, out var read, out var error).Should().BeTrue(error.Reason);
                    read!.Body.ToArray().Should().Equal(body);
                    read.Headers.Count.Should().Be(headers.Length + 7);
                    read.Headers.Select(h => h.ToString()).Should().Equal(written.Headers.Select(h => h.ToString()));
                    Rebuild((SipRequest)read).Bytes.ToArray().Should().Equal(written.Bytes.ToArray());
                },
                iter: 1000
            );

    [Fact]
    public void Damaged_messages_never_throw_and_what_still_parses_survives_a_copy() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 600], Gen.Int[0, 4], Gen.Byte).Array[1, 4])
            .Sample(
                (seed, damages) =>
                {
                    var bytes = Damage(Wire.Bytes(Seeds[seed]), damages);
                    if (!SipParser.TryParse(bytes, SipLimits.Default, out var message, out var error))
                    {
                        error.Offset.Should().BeInRange(0, bytes.Length);
                        _ = SipResponseBuilder.ForMalformed(bytes, error, "t")?.Build();
                        return;
                    }
                    ReadEverything(message);
                    var copy = message is SipRequest request ? Rebuild(request) : message;
                    copy.Headers.Where(h => h.Name is not (HeaderName.ContentLength or HeaderName.ContentType))
                        .Select(h => h.Value)
                        .Should()
                        .Equal(
                            message
                                .Headers.Where(h => h.Name is not (HeaderName.ContentLength or HeaderName.ContentType))
                                .Select(h => h.Value)
                        );
                },
                iter: 20_000
            );

    [Fact]
    public void Any_octets_never_throw() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(
                bytes =>
                {
                    _ = SipParser.TryParse(bytes, SipLimits.Default, out _, out _);
                    using var framer = new SipStreamFramer(SipLimits.Default);
                    bytes.CopyTo(framer.GetBuffer());
                    framer.Advance(bytes.Length);
                    for (var i = 0; i <= bytes.Length && framer.Read().Kind != SipFrameKind.Incomplete; i++) { }
                    var text = Encoding.Latin1.GetString(bytes);
                    ReadText(text);
                },
                iter: 5000
            );

    [Fact]
    public void Any_text_of_signs_never_throws() => Text.Sample(ReadText, iter: 20_000);

    private static byte[] Damage(byte[] bytes, (int At, int Kind, byte Value)[] damages)
    {
        var list = bytes.ToList();
        foreach (var (position, kind, value) in damages)
        {
            var at = position % list.Count;
            switch (kind)
            {
                case 0:
                    list[at] = value;
                    break;
                case 1:
                    list.RemoveAt(at);
                    break;
                case 2:
                    list.Insert(at, value);
                    break;
                case 3:
                    list[at] = (byte)"\r\n :;,<>\"\\@[]%="[value % 15];
                    break;
                default:
                    list.InsertRange(at, list.Skip(value).Take(20).ToArray());
                    break;
            }
        }
        return [.. list];
    }

    private static SipRequest Rebuild(SipRequest request)
    {
        var builder = new SipRequestBuilder(request.MethodName, request.RequestUriText);
        foreach (var header in request.Headers.Where(h => h.Name is not (HeaderName.ContentLength or HeaderName.ContentType)))
        {
            builder.Add(header);
        }
        if (request.Headers.First(HeaderName.ContentType) is { Length: > 0 } type)
        {
            builder.Body(type, request.Body);
        }
        return builder.Build();
    }

    private static void ReadEverything(SipMessage message)
    {
        _ = (
            message.TopVia!.Branch,
            message.From!.DisplayName,
            message.ToTag,
            message.FromTag,
            message.CallId,
            message.CSeq,
            message.ContentType
        );
        message.From!.Uri.Should().NotBeNull();
        foreach (var header in message.Headers)
        {
            ReadText(header.Value);
            _ = message.Headers.Values(header.Name).Count();
            _ = message.Headers.Addresses(header.Name);
            _ = message.Headers.Number(header.Name);
        }
        _ = ReasonHeader.ParseAll(message.Headers);
        if (message is SipRequest request)
        {
            request.RequestUri.Should().NotBeNull();
            _ = SipResponseBuilder
                .For(request, 200, toTag: "t", source: new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1))
                .Build();
        }
    }

    private static void ReadText(string text)
    {
        if (NameAddress.TryParse(text, out var address))
        {
            _ = (address.WithTag("t"), address.Parameters, address.Uri!.Parameters, address.Uri.Header("x"), address.Uri.UserText);
            address.Uri.IsEquivalentTo(address.Uri).Should().BeTrue(text);
        }
        if (SipUri.TryParse(text, out var uri) && uri.IsSip)
        {
            _ = SipUriBuilder.From(uri).ToString();
        }
        _ = NameAddress.ParseList(text);
        _ = ViaHeader.TryParse(text, out _);
        _ = ReasonHeader.TryParse(text, out _);
        _ = ReplacesHeader.TryParse(text, out _);
        _ = CSeq.TryParse(text, out _);
        _ = SipUri.Unescape(text);
    }
}
