using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Activities.Nodes.Ssh.Keys;

/// <summary>Talks to an OpenSSH agent: lists its keys and lets it sign (draft-ietf-sshm-ssh-agent). One short connection a question.</summary>
/// <param name="socket">Path of the agent's socket, usually from <c>SSH_AUTH_SOCK</c>.</param>
internal sealed class AgentClient(string socket)
{
    private const byte RequestIdentities = 11, IdentitiesAnswer = 12, SignRequest = 13, SignResponse = 14;
    private const int LongestAnswer = 256 * 1024;

    /// <summary>The keys that the agent holds, in its order.</summary>
    /// <exception cref="IOException">The agent does not answer as one.</exception>
    public IReadOnlyList<(byte[] Key, string Comment)> Identities()
    {
        var answer = new Reader(Ask([RequestIdentities], IdentitiesAnswer));
        var count = answer.Number();
        var keys = new List<(byte[], string)>();
        for (var i = 0; i < count; i++)
            keys.Add((answer.Bytes(), Encoding.UTF8.GetString(answer.Bytes())));
        return keys;
    }

    /// <summary>A signature, in the form that SSH sends it.</summary>
    /// <param name="key">The public key.</param>
    /// <param name="data">What to sign.</param>
    /// <param name="flags">2 = RSA with SHA-256, 4 = RSA with SHA-512, 0 = the key's only way.</param>
    /// <exception cref="IOException">The agent refuses, or does not answer as one.</exception>
    public byte[] Sign(byte[] key, byte[] data, uint flags) =>
        new Reader(Ask([SignRequest, .. Field(key), .. Field(data), .. Number(flags)], SignResponse)).Bytes();

    private byte[] Ask(byte[] question, byte expected)
    {
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            connection.Connect(new UnixDomainSocketEndPoint(socket));
            connection.Send(Field(question));
            var length = BinaryPrimitives.ReadUInt32BigEndian(Receive(connection, 4));
            if (length is 0 or > LongestAnswer)
                throw new IOException($"The SSH agent at {socket} gives no sensible answer.");
            var answer = Receive(connection, (int)length);
            return answer[0] == expected ? answer[1..] : throw new IOException($"The SSH agent at {socket} refuses.");
        }
        catch (SocketException e)
        {
            throw new IOException($"The SSH agent at {socket} cannot be reached: {e.Message}.", e);
        }
    }

    private static byte[] Receive(Socket connection, int count)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            var got = connection.Receive(bytes.AsSpan(have));
            have += got > 0 ? got : throw new IOException("The SSH agent broke off.");
        }

        return bytes;
    }

    private static byte[] Field(byte[] bytes) => [.. Number((uint)bytes.Length), .. bytes];

    private static byte[] Number(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private sealed class Reader(byte[] bytes)
    {
        private int at;

        public uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

        public byte[] Bytes() => Take((int)Math.Min(Number(), int.MaxValue)).ToArray();

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > bytes.Length - at)
                throw new IOException("The SSH agent's answer is cut short.");
            at += count;
            return bytes.AsSpan(at - count, count);
        }
    }
}
