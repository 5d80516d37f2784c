using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ponte.Media.Codecs;

/// <summary>What is used of the system's libopus, where the machine has it. Handles are freed with their owner.</summary>
internal static unsafe partial class LibOpus
{
    private const string Library = "libopus.so.0";

    /// <summary>Whether there is one.</summary>
    public static bool IsThere { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "opus_encoder_create")]
    public static partial Encoder CreateEncoder(int sampleRate, int channels, int application, out int error);

    [LibraryImport(Library, EntryPoint = "opus_encode")]
    public static partial int Encode(Encoder encoder, short* samples, int count, byte* payload, int room);

    /// <summary>Variadic in C: the third argument is an <c>int</c> for all requests that are made here.</summary>
    [LibraryImport(Library, EntryPoint = "opus_encoder_ctl")]
    public static partial int Set(Encoder encoder, int request, int value);

    [LibraryImport(Library, EntryPoint = "opus_decoder_create")]
    public static partial Decoder CreateDecoder(int sampleRate, int channels, out int error);

    [LibraryImport(Library, EntryPoint = "opus_decode")]
    public static partial int Decode(Decoder decoder, byte* payload, int length, short* samples, int room, int useCorrection);

    [LibraryImport(Library, EntryPoint = "opus_encoder_destroy")]
    private static partial void DestroyEncoder(nint encoder);

    [LibraryImport(Library, EntryPoint = "opus_decoder_destroy")]
    private static partial void DestroyDecoder(nint decoder);

    /// <summary>An encoder's state.</summary>
    internal sealed class Encoder() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        /// <inheritdoc/>
        protected override bool ReleaseHandle()
        {
            DestroyEncoder(handle);
            return true;
        }
    }

    /// <summary>A decoder's state.</summary>
    internal sealed class Decoder() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        /// <inheritdoc/>
        protected override bool ReleaseHandle()
        {
            DestroyDecoder(handle);
            return true;
        }
    }
}
