using Pipeline.Host.Simulator;

return args is ["simulate", .. var words] ? SimulatorEntry.Run(words) : 0;
