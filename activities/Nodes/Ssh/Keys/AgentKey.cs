using System.Buffers.Binary;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Security;

namespace Pipeline.Activities.Nodes.Ssh.Keys;

/// <summary>A key, or a certificate with its key, that never leaves its agent.</summary>
internal sealed class AgentKey : IPrivateKeySource
{
    private const string Certificate = "-cert-v01@openssh.com";

    public AgentKey(AgentClient agent, byte[] key)
    {
        var type = Encoding.ASCII.GetString(key, 4, (int)BinaryPrimitives.ReadUInt32BigEndian(key));
        HostKeyAlgorithms = type is "ssh-rsa" or "ssh-rsa" + Certificate
            ? [new Algorithm(agent, type.Replace("ssh-rsa", "rsa-sha2-512", StringComparison.Ordinal), key, 4), new Algorithm(agent, type.Replace("ssh-rsa", "rsa-sha2-256", StringComparison.Ordinal), key, 2)]
            : [new Algorithm(agent, type, key, 0)];
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; }

    private sealed class Algorithm(AgentClient agent, string name, byte[] key, uint flags) : HostAlgorithm(name)
    {
        public override byte[] Data => key;

        public override byte[] Sign(byte[] data) => agent.Sign(key, data, flags);

        public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException("Keys of an agent only sign.");
    }
}
