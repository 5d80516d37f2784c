using System.Runtime.InteropServices;

namespace Ponte.Media.Srtp;

/// <summary>
/// The one function that is used of OpenSSL's libcrypto, where the machine has it: the SHA-1 compression of one block. It knows the processor's SHA
/// instructions, which .NET does not offer, and is about four times as fast as <see cref="Sha1.CompressManaged"/>.
/// </summary>
internal static unsafe class LibCrypto
{
    /// <summary>
    /// <c>void SHA1_Transform(SHA_CTX *, const unsigned char *)</c>: reads 64 bytes and changes the five words of state that the context begins with. Null without libcrypto. It runs
    /// for some 50 ns and blocks nothing, hence without the transition that lets the garbage collector run beside it.
    /// </summary>
    public static readonly delegate* unmanaged[SuppressGCTransition]<uint*, byte*, void> Sha1Transform = Find();

    private static delegate* unmanaged[SuppressGCTransition]<uint*, byte*, void> Find()
    {
        foreach (var name in (ReadOnlySpan<string>)["libcrypto.so.3", "libcrypto.so.1.1"])
        {
            if (NativeLibrary.TryLoad(name, out var library) && NativeLibrary.TryGetExport(library, "SHA1_Transform", out var address))
            {
                return (delegate* unmanaged[SuppressGCTransition]<uint*, byte*, void>)address;
            }
        }
        return null;
    }
}
