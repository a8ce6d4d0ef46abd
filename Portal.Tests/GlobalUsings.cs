global using Portal.Domain.Data;
global using Portal.Domain.Identity;
global using Portal.Domain.Kernel;
global using Portal.Tests.Harness;
global using Xunit;
