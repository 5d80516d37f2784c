using System.Collections.Immutable;
using Ponte.Sip.Transports;

namespace Ponte.Server.Languages;

/// <content>What is wrong with certificates.</content>
internal sealed partial class Words
{
    /// <summary>A fault of a certificate and its mend.</summary>
    /// <param name="values">Kind, what and mend in English, the values of the kind.</param>
    private (string What, string Mend) Certificate(ImmutableArray<string> values)
    {
        var (what, mend) = (values[1], char.ToLowerInvariant(values[2][0]) + values[2][1..]);
        return Language == Language.Italian && Enum.TryParse<CertificateProblemKind>(values[0], out var kind)
            ? InItalian(kind, values.RemoveRange(0, 3))
            : (what, mend);
    }

    private static (string What, string Mend) InItalian(CertificateProblemKind kind, ImmutableArray<string> v) =>
        kind switch
        {
            CertificateProblemKind.FileUnreadable => ($"il file non è leggibile: {v[0]}", "mettere lì il file, o cambiare l'impostazione"),
            CertificateProblemKind.NoCertificate => (
                $"{v[0]} non contiene un certificato in forma PEM",
                "usare il file PEM con il certificato per primo e poi gli intermedi"
            ),
            CertificateProblemKind.NoKey => (
                $"{v[0]} non contiene una chiave privata in forma PEM",
                "indicare il file con la chiave privata"
            ),
            CertificateProblemKind.KeyEncrypted => (
                $"la chiave privata di {v[0]} è cifrata",
                "salvarla senza password: openssl rsa -in key.pem -out plain.pem"
            ),
            CertificateProblemKind.KeyDoesNotMatch => (
                $"la chiave non appartiene al certificato di {v[0]}",
                "usare la chiave con cui il certificato è stato richiesto"
            ),
            CertificateProblemKind.KeyNotRsa => (
                $"la chiave privata di {v[0]} non è RSA",
                "Microsoft offre solo suite RSA: procurarsi un certificato per una chiave RSA di almeno 2048 bit"
            ),
            CertificateProblemKind.KeyTooShort => (
                $"la chiave ha {v[0]} bit, ne servono almeno {CertificateCheck.MinKeyBits}",
                "procurarsi un certificato per una chiave più lunga"
            ),
            CertificateProblemKind.Expired => ($"il certificato è scaduto il {v[0]}", "rinnovarlo"),
            CertificateProblemKind.NotYetValid => (
                $"il certificato vale dal {v[0]} e ora è il {v[1]}",
                "regolare l'orologio di questa macchina, o attendere"
            ),
            CertificateProblemKind.ExpiresSoon => ($"il certificato scade il {v[0]}", "rinnovarlo; il nuovo file è preso senza riavvio"),
            CertificateProblemKind.NameDoesNotMatch => (
                $"il certificato è per {v[0]}, non per {v[1]}",
                $"procurarsene uno per {v[1]}; un asterisco sta per una sola etichetta"
            ),
            CertificateProblemKind.UsageMissing => (
                "il certificato non può essere usato da server: tra gli usi estesi della chiave manca serverAuth",
                "procurarsene uno per server TLS"
            ),
            CertificateProblemKind.ChainIncomplete => (
                $"l'emittente \"{v[0]}\" non è né nel file né una radice nota",
                "aggiungere al file i certificati intermedi; con un'autorità propria, gli altri devono avere la sua radice"
            ),
            _ => (
                $"{v[0]} non contiene certificati in forma PEM",
                "mettere lì le radici di cui fidarsi, o lasciare vuota l'impostazione per quelle del sistema"
            ),
        };
}
