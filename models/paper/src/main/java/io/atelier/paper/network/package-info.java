/**
 * The 22 networks of "MLPs and CNN for image classification" (A. Koutsomarkos and I. Lakkas, Athens
 * University of Economics and Business, 2023) on Fashion-MNIST, and the settings they were trained
 * with. Layer names are the paper's (Fig. 47). Its searches try networks of other sizes: any name
 * such as {@code mlp-256x3} or {@code cnn-64k5s1-128k3s2} is a network too.
 */
package io.atelier.paper.network;
