using System.Collections.Immutable;
using System.Security.Cryptography;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>The media stream of one leg: opened once, configured at each answered change, closed once.</summary>
/// <remarks>Commands on one stream take effect in the order in which they are sent, so only opening and closing are waited for.</remarks>
internal sealed class LegMedia(Call call, LegProfile profile, StreamId stream)
{
    private Call _call = call;
    private MediaState _state;
    private (ToneKind Kind, StreamId? Until)? _tone;
    private uint _lastMusic;
    private bool _isMusic;
    private bool _isMusicBroken;
    private bool _hearsKeyTones;
    private MixRole? _role;

    /// <summary>The stream's name.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>Our end for SDP; null until the ports are open.</summary>
    public LocalMedia? Local { get; private set; }

    /// <summary>Whether RTP of the peer was accepted.</summary>
    public bool IsLatched { get; set; }

    /// <summary>Whether real audio came from the peer.</summary>
    public bool HasAudio { get; set; }

    /// <summary>The last figures; null until the stream is closed, or where it had none.</summary>
    public StreamStatistics? Statistics { get; private set; }

    /// <summary>Whether the stream is, or may be, open in the media.</summary>
    public bool IsOpen => _state is MediaState.Opening or MediaState.Open;

    /// <summary>Whether its last figures are still to come.</summary>
    public bool IsClosing => _state == MediaState.Closing;

    /// <summary>Opens the ports. Null: they are open.</summary>
    public async Task<CallEnd?> OpenAsync()
    {
        _state = MediaState.Opening;
        var reply = await _call.Home.Media.SendAsync(new OpenStream(Stream, _call.Number, profile.MediaAddressName));
        if (reply is not StreamOpened opened)
        {
            _state = _state == MediaState.Opening ? MediaState.Closed : _state;
            return OpenFailure(reply as MediaRefused);
        }
        if (_state == MediaState.Opening)
        {
            _state = MediaState.Open;
        }
        var keys = profile.Media.Srtp == SrtpUse.Required ? LocalCrypto.Generate(profile.Media.SrtpSuites) : [];
        // RFC 8866 5.2 wants a session number that is unique for this user; the stream's is.
        Local = new LocalMedia(opened.Rtp, opened.RtcpPort)
        {
            Keys = keys,
            SessionId = Stream.Value,
            IceSecret = profile.Media.IceLite ? [.. RandomNumberGenerator.GetBytes(IceCredentials.SecretLength)] : [],
        };
        return null;
    }

    /// <summary>Takes over a stream that outlived a restart of the server.</summary>
    public void Adopt(LocalMedia local)
    {
        _state = MediaState.Open;
        Local = local;
    }

    /// <summary>
    /// Our offer leaves: whoever is rung may check our address before we know his answer, and each fork of the call for itself (RFC 8445 section 7.3).
    /// </summary>
    public void ExpectChecks(SessionDescription offer)
    {
        if (offer.IsIceLite && offer.IceCredentialsOf(offer.Media[0]) is { } ours)
        {
            var ice = new IceSettings(ours.Fragment, ours.Password, "");
            _call.Send(new ConfigureStream(Stream, new StreamSettings { Direction = MediaDirection.Inactive, Ice = ice }));
        }
    }

    /// <summary>Puts in force what SDP agreed.</summary>
    /// <param name="agreed">What was agreed.</param>
    /// <param name="watchSilence">Whether silence of the peer shall be told: in a conversation, and not on hold.</param>
    public void Configure(AgreedAudio agreed, bool watchSilence) =>
        _call.Send(
            new ConfigureStream(
                Stream,
                new StreamSettings
                {
                    RemoteRtp = agreed.RemoteRtp,
                    RemoteRtcp = agreed.RemoteRtcp,
                    RtcpMux = agreed.RtcpMux,
                    Direction = (MediaDirection)agreed.Direction, // the same bits with the same meaning
                    Formats =
                    [
                        .. agreed.Formats.Select(f => new PayloadFormat(f.ReceivePayloadType, f.Encoding, f.ClockRate)
                        {
                            SendPayloadType = f.SendPayloadType,
                        }),
                    ],
                    PacketTime = agreed.PacketTime,
                    SendKey = MediaKeys.From(agreed.LocalCrypto),
                    ReceiveKey = MediaKeys.From(agreed.RemoteCrypto),
                    Ice = agreed.Ice is { } ice ? new IceSettings(ice.Local.Fragment, ice.Local.Password, ice.Remote.Fragment) : null,
                    FillSilence = profile.FillSilence,
                    SilenceTimeout = watchSilence ? profile.SilenceTimeout : TimeSpan.Zero,
                }
            )
        );

    /// <summary>Puts a fax in force: its datagrams pass as they are, and its silence says nothing.</summary>
    public void Configure(AgreedFax fax) =>
        _call.Send(new ConfigureStream(Stream, new StreamSettings { IsUdptl = true, RemoteRtp = fax.RemoteUdptl }));

    /// <summary>Sends what the peer says to <paramref name="listener"/>.</summary>
    public void ConnectTo(LegMedia listener) => _call.Send(new Connect(Stream, listener.Stream));

    /// <summary>Ends <see cref="ConnectTo"/>.</summary>
    public void DisconnectFrom(LegMedia listener) => _call.Send(new Disconnect(Stream, listener.Stream));

    /// <summary>Lets the peer take part in a mix, or gives it another role there.</summary>
    public void JoinMix(MixId mix, MixRole role)
    {
        if (_role is not { } now || !IsSame(now, role))
        {
            _role = role;
            _call.Send(new JoinMix(mix, Stream, role));
        }
    }

    /// <summary>Ends <see cref="JoinMix"/>.</summary>
    public void LeaveMix()
    {
        if (_role is not null)
        {
            _role = null;
            _call.Send(new LeaveMix(Stream));
        }
    }

    /// <summary>Belongs to another call from now on.</summary>
    public void MoveTo(Call call) => _call = call;

    /// <summary>Lets the peer hear a tone, in the cadence of its country.</summary>
    /// <param name="tone">Which.</param>
    /// <param name="untilAudioFrom">Whose first audio takes its place; null: none.</param>
    /// <param name="hertz">The pitch of <see cref="ToneKind.Test"/>; 0 for others.</param>
    public void PlayTone(ToneKind tone, LegMedia? untilAudioFrom, int hertz = 0)
    {
        if (_tone == (tone, untilAudioFrom?.Stream))
        {
            return;
        }
        _tone = (tone, untilAudioFrom?.Stream);
        _isMusic = false;
        _call.Send(new PlayTone(Stream, tone, profile.Country, hertz, untilAudioFrom?.Stream));
    }

    /// <summary>Ends the tone, if one plays.</summary>
    public void StopTone()
    {
        if (_tone is null)
        {
            return;
        }
        _tone = null;
        _call.Send(_isMusic ? new StopPlaying(Stream) : new StopTone(Stream));
        _isMusic = false;
    }

    /// <summary>Lets the peer hear that it is on hold: music where its line has some, else the tone.</summary>
    /// <param name="untilAudioFrom">Whose first audio takes its place; null: none.</param>
    public void PlayHold(LegMedia? untilAudioFrom)
    {
        if (profile.HoldMusic is not { } music || _isMusicBroken)
        {
            PlayTone(ToneKind.Hold, untilAudioFrom);
        }
        else if (_tone != (ToneKind.Hold, untilAudioFrom?.Stream))
        {
            _tone = (ToneKind.Hold, untilAudioFrom?.Stream);
            _isMusic = true;
            _call.Send(new Play(Stream, ++_lastMusic, [new FileSource(music)]) { Loop = true, UntilAudioFrom = untilAudioFrom?.Stream });
        }
    }

    /// <summary>Lets the peer hear sources, one after the other, in place of a tone.</summary>
    /// <returns>The playback's number.</returns>
    public uint Play(ImmutableArray<PlaySource> sources)
    {
        _tone = null;
        _isMusic = false;
        _call.Send(new Play(Stream, ++_lastMusic, sources));
        return _lastMusic;
    }

    /// <summary>Begins or ends to look for keys that the peer sends as tones in the band.</summary>
    public void HearKeyTones(bool isOn)
    {
        if (_hearsKeyTones != isOn)
        {
            _hearsKeyTones = isOn;
            _call.Send(new DetectKeyTones(Stream, isOn));
        }
    }

    /// <summary>Ends what <see cref="Play"/> began.</summary>
    public void StopPlaying() => _call.Send(new StopPlaying(Stream));

    /// <summary>A playback is over. The hold tone takes the place of music that cannot be read, for the rest of the call.</summary>
    public void OnPlaybackEnded(PlaybackEnded ended)
    {
        if (ended.Reason == PlaybackEnd.FileError && !_isMusic)
        {
            CallsLog.PromptFailed(_call.Home.Logger, _call.Id, ended.Detail);
        }
        if (ended.Reason != PlaybackEnd.FileError || !_isMusic || ended.Playback != _lastMusic)
        {
            return;
        }
        CallsLog.HoldMusicFailed(_call.Home.Logger, _call.Id, ended.Detail);
        _isMusicBroken = true;
        _isMusic = false;
        _call.Send(new PlayTone(Stream, ToneKind.Hold, profile.Country, 0, _tone!.Value.Until));
    }

    /// <summary>Closes the stream and keeps its last figures.</summary>
    public async Task CloseAsync()
    {
        _state = MediaState.Closing;
        if (await _call.Home.Media.SendAsync(new CloseStream(Stream)) is StatisticsReply reply)
        {
            Statistics = reply.Statistics;
        }
        _state = MediaState.Closed;
    }

    private static bool IsSame(MixRole one, MixRole other) =>
        (one.Speaks, one.Chimes) == (other.Speaks, other.Chimes) && Same(one.HeardBy, other.HeardBy) && Same(one.Hears, other.Hears);

    private static bool Same(ImmutableArray<StreamId> one, ImmutableArray<StreamId> other) =>
        one.IsDefault ? other.IsDefault : !other.IsDefault && one.SequenceEqual(other);

    private static CallEnd OpenFailure(MediaRefused? refused) =>
        refused switch
        {
            { Error: MediaError.Unavailable } => new CallEnd(EndSide.System, EndCause.MediaLost, Detail: refused.Detail),
            { Error: MediaError.NoPortFree } => new CallEnd(EndSide.System, EndCause.Overload, Detail: refused.Detail),
            _ => new CallEnd(EndSide.System, EndCause.InternalError, Detail: refused?.Detail ?? "the media opened no stream"),
        };

    private enum MediaState
    {
        New,
        Opening,
        Open,
        Closing,
        Closed,
    }
}
